"""File and message formats, with no database: what comes in is distrusted, what goes out is safe to
open.
"""
