"""The verbs of the board, one module a subject; each one transaction with its ledger entry."""
