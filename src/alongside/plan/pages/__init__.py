"""Pages of the action plan: for reading it, and for changing it."""
