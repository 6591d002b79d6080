"""What follows from who said what: arithmetic over positions, with nothing written back."""
