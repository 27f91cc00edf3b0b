"""Fact tables to figures: rooms offer rows, a snapshot freezes them, one expression counts them,
here in the process or on a cluster. Never imported by a web process.
"""
