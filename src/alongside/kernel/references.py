"""Public names of records: random, so that guessing one finds nothing."""

import secrets

CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH = 16


def new_public_ref() -> str:
    """80 random bits as 16 lower-case Crockford letters and digits (no i, l, o, u).

    >>> len(new_public_ref())
    16
    """
    return "".join(secrets.choice(CROCKFORD) for _ in range(LENGTH))
