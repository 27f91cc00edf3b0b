"""What may happen in audits and in learning, and why not. Pure: no clock and no database."""
