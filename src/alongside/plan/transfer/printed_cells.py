"""What a printed lead cell holds besides initials in brackets: words that must be asked about, not dropped."""

import re

from alongside.plan.rules.initials import read_printed_leads

_BRACKETED = re.compile(r"\([^()]*\)")


def unread_words(cell: str) -> tuple[str, ...]:
    """Organisations without initials, and whole cells without brackets.

    >>> unread_words("CYC (L.B) CCG"), unread_words("All partners"), unread_words("(M.S) CYC (K.McN) CCG")
    (('CCG',), ('All partners',), ())
    """
    used = {lead.organisation for lead in read_printed_leads(cell)}
    words = (" ".join(each.split()) for each in _BRACKETED.split(cell))
    return tuple(dict.fromkeys(each for each in words if each and each not in used))
