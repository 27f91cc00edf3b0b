"""Background work: schedule, retry, lease, progress."""
