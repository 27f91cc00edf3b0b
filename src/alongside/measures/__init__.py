"""Figures entered for the measures of success."""
