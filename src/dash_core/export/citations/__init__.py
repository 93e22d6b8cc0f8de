"""Citations in the styles of Chicago, APA and MLA."""
