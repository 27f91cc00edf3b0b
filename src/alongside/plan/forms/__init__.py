"""Forms of the action plan: what people choose and type."""
