"""From what was said to what is claimed: transcripts, reading, suggestions, quotes."""
