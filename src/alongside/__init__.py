"""Alongside: what a local area has promised children and young people with SEND, and whether it was kept."""
