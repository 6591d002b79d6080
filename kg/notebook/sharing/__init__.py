"""Merging notebooks: two that went their own ways become one, and nothing known is lost."""
