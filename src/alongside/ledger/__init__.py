"""What was done and who looked: append-only and hash-chained."""
