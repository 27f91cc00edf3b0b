"""Local areas, organisations, people and the posts they hold."""
