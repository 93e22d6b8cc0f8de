"""Listing pages, copied as text or saved as HTML."""
