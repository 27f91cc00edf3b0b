"""Pages for reading the action plan: whole, by view, and line by line."""
