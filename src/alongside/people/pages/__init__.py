"""Pages for those who keep organisations, people and posts up to date."""
