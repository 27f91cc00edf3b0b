"""File and message formats, with no database."""
