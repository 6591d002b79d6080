"""Ways in and out: one small module for each format, all passing through the same records."""
