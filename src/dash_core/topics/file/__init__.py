"""The topics file."""
