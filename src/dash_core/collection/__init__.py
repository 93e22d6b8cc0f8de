"""One listing, read and collection; its filter and what passes it."""
