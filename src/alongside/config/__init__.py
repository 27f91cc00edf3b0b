"""Settings, addresses, composition: the one place that knows all rooms."""
