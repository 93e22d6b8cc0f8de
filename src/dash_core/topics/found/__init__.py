"""Topics found in a listing."""
