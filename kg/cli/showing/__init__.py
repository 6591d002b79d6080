"""What commands tell people: cards, changes, scores."""
