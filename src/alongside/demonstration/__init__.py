"""A York plan in our own words, for trying Alongside. Never part of a production start."""
