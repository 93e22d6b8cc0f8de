"""Maps: of places, and of documents by similarity."""
