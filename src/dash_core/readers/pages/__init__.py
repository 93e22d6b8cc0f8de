"""Listing pages as a person copies them, as text or Markdown."""
