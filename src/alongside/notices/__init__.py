"""Messages without personal detail, the outbox, and calendar feeds."""
