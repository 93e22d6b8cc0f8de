"""Listings saved from the browser as web pages."""
