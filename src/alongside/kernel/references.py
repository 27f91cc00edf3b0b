"""Public names of records: random, so that guessing one finds nothing."""

import secrets

CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH = 16
_LETTER_OF_BYTE = bytes(ord(CROCKFORD[byte % len(CROCKFORD)]) for byte in range(256))
"""Each letter stands for eight bytes, so none comes more often than another."""


def new_public_ref() -> str:
    """80 random bits as 16 lower-case Crockford letters and digits (no i, l, o, u).

    >>> len(new_public_ref())
    16
    """
    return secrets.token_bytes(LENGTH).translate(_LETTER_OF_BYTE).decode("ascii")
