"""What there is to know of things, ready to be shown: cards, tables, outlines."""
