"""Who may look into the ledger itself. Each room decides who sees what happened to its own
records.
"""

VIEW = "ledger.view"
ERASE = "ledger.erase"

MEANINGS = {
    VIEW: "See the ledger: what was done in the area, by whom, and who looked at which record.",
    ERASE: "Erase the words of a ledger entry when the law requires it, leaving the entry itself.",
}
