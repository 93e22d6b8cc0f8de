"""Vectors of English words, distilled from a sentence model: what a short listing cannot tell."""
