"""What may leave the house as a figure: small numbers hidden, and nothing left to subtract them from."""
