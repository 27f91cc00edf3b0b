"""What the board's pages ask for, one module a subject."""
