"""What the words of the notebook mean: values and rules, with no database and no terminal."""
