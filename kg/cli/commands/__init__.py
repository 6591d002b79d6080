"""The commands, one module for each noun or verb: they ask, do and show."""
