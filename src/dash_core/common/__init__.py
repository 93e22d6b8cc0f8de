"""What every room uses: errors, words of the interface, progress, settings."""
