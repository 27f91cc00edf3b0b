"""What may happen in a case and why not. Pure: frozen facts in, decisions or refusals out."""
