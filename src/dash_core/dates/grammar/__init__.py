"""Tokens of a printed date -> a span of days."""
