"""The single point of access: advice asked of health, social care, education and others, and its check."""
