"""What the words say: language, names, people, places, search, vectors."""
