"""Topics that a person named."""
