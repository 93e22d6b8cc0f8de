"""Pages as copied or saved as HTML."""
