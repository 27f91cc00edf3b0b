"""Reading casework, always as somebody on a day."""
