"""The frame around every page: menu, search, filter, embedding."""
