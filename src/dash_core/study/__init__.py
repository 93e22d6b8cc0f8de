"""What a person decided about a listing, and how it is kept."""
