"""Files for citation managers: RIS, BibTeX, CSL-JSON."""
