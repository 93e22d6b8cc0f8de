"""Changes of topics by a person."""
