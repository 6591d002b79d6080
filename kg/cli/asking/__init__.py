"""What commands ask people: questions on a terminal, and texts in their editor."""
