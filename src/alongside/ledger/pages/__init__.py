"""The ledger's own pages, for those who answer for how information is used."""
