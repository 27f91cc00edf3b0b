"""Pages of casework: load, form, one operation call, redirect."""
