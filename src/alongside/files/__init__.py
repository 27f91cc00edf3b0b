"""Stored documents and their versions."""
