"""Language, words and phrases of a text."""
