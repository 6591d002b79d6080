"""The arithmetic of agreement: who stands with whom, in which camps, and what divides them."""
