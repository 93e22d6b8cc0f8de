"""Vectors of documents, and how similar they are."""
