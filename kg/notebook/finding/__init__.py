"""Finding things: by name, number, words and likeness, and by what holds of them."""
