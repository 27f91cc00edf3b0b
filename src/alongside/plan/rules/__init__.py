"""What may happen to a promise and why not: pure, frozen facts in, decisions or refusals out."""
