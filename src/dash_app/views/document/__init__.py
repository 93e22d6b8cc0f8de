"""The Document page."""
