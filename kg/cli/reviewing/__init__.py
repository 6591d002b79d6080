"""The screen of `kg review`: a card for each prediction, one key for each thing to do with it."""
