"""One listing, read and fitted; its filter and what passes it."""
