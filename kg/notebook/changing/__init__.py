"""Changing what is there: editing as documents, merging, removing."""
