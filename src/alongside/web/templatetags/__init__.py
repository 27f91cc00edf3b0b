"""The house's template tags. ``house`` is built in: templates need not load it."""
