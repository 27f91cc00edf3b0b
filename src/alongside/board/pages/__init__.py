"""The board's pages, one module a subject."""
