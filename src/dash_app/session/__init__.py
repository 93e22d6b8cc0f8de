"""One visit: its address, listing, studies, pages and changes."""
