"""What each page draws: one file or folder a page; no view imports another."""
