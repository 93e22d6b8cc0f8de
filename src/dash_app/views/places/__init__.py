"""The Places page."""
