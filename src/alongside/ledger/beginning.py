"""The head of a ledger that has no entry yet.

A head missing beside existing entries is damage and is never mended here: verification must see it.
"""

from alongside.ledger.chain import BEGINNING
from alongside.ledger.models import HEAD_ID, LedgerEntry, LedgerHead


def make_head(*, using: str) -> None:
    heads = LedgerHead.objects.using(using)
    if not heads.exists() and not LedgerEntry.objects.using(using).exists():
        heads.create(id=HEAD_ID, seq=0, hash=BEGINNING)
