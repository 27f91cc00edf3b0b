"""What changes advice: one transaction each, rows and ledger event together."""
