"""Coming back: what is due, what cannot be decided, and what is left for later."""
