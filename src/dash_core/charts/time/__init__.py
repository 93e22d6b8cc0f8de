"""Charts with time on x."""
