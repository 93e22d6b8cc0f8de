"""What the words say: language, people, places, search, vectors."""
