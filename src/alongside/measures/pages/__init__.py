"""Pages on which people read series of figures, set them up, and enter what was counted."""
