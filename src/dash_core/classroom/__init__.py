"""A class: exercises with a listing, what students answer, and how it is kept for a while."""
