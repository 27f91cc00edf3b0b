"""What may stand as a measure, a target, a figure or a new beginning, and why not. Pure."""
