"""What of casework is counted: rows for the figures, and how they are worked out."""
