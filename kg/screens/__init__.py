"""Full-screen views of a terminal."""
