"""Secrets of links, visits and one-time codes: made here, and known only to whoever was given them.

A link and a visit hold 256 random bits, so a plain digest keeps them. A code has six digits and could be
tried out, so its digest is keyed with the installation's own secret and with the link it opens.
"""

import hashlib
import secrets
from datetime import timedelta

from django.utils.crypto import constant_time_compare, salted_hmac

CODE_DIGITS = 6
CODE_LASTS = timedelta(minutes=20)
VISIT_LASTS = timedelta(hours=1)
LINK_LASTS_DAYS = 180
MOST_TRIES = 5
_SALT = "alongside.casework.family_code"


def new_secret() -> str:
    return secrets.token_urlsafe(32)


def new_code() -> str:
    return f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"


def digest_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def code_digest(access_ref: str, code: str) -> str:
    return salted_hmac(_SALT, f"{access_ref} {code}", algorithm="sha256").hexdigest()


def is_code(kept: str, access_ref: str, code: str) -> bool:
    """In the same time for every wrong code."""
    return constant_time_compare(kept, code_digest(access_ref, code))
