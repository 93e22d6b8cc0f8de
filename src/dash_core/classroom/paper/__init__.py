"""A class on paper: sheets of a lesson, all answers as files, a link as a QR code."""
