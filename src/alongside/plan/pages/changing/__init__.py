"""Pages on which people change the action plan: one form, one operation, and back to what was changed."""
