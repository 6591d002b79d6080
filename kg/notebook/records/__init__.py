"""Records into a notebook and out of it: planned, applied, gathered."""
