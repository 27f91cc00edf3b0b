"""What is done in audits and in learning: each one transaction, with its entry in the ledger."""
