"""The hand-out: one file to read offline and to print."""
