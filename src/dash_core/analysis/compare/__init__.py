"""Two parts of a listing, or two listings, side by side."""
