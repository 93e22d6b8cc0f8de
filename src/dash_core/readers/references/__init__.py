"""Reference files: RIS, BibTeX, CSL-JSON."""
