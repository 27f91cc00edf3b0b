"""Coming in by a link with a one-time code: the secrets of links, visits and codes, made here and known only
to whoever was given them. Whose link it is, and what it opens, is for the room that gives it.

A link and a visit hold 256 random bits, so a plain digest keeps them. A code has six digits and could be
tried out, so its digest is keyed with the installation's own secret and with the link it opens.

A room's codes have ``digest``, ``made_at``, ``expires_at``, ``tries_count`` and ``used_at``; its visits have
``digest``, ``began_at`` and ``ends_at``.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.crypto import constant_time_compare, salted_hmac

from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Refusal

CODE_DIGITS = 6
CODE_LASTS = timedelta(minutes=20)
VISIT_LASTS = timedelta(hours=1)
MOST_TRIES = 5
MOST_CODES_AN_HOUR = 5
WRONG = "That code is not right, or it can no longer be used. Try again, or ask for a new code."
TOO_MANY = "Too many codes were asked for. Wait an hour, or ring us."
_VISITOR = "organisation’s link "
_SALT = "alongside.access.by_link"


@dataclass(frozen=True, slots=True)
class CodeToSend:
    """The code is kept nowhere: it goes into one e-mail."""

    code: str
    email: str


@dataclass(frozen=True, slots=True)
class Tried:
    """``secret`` is for the visitor's cookie, and empty when the code was wrong."""

    secret: str = ""
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class LookedByLink:
    role: str
    organisation: str


def visitor_name(link_ref: str, *, role: str, organisation: str) -> str:
    """Of somebody from an organisation who has no account: what the ledger keeps in place of a role."""
    return f"{_VISITOR}{link_ref}: {_plain(role)}; {_plain(organisation)}"


def link_ref(actor: Actor) -> str:
    """By which link this visitor of an organisation came; empty for everybody else."""
    if actor.person_id is not None or not actor.name.startswith(_VISITOR):
        return ""
    return actor.name.removeprefix(_VISITOR).partition(":")[0]


def looked_by_link(role: str) -> LookedByLink | None:
    """Who looked, where an entry of the ledger is of such a visitor."""
    if not role.startswith(f"system: {_VISITOR}"):
        return None
    said = role.partition(": ")[2].partition(": ")[2]
    named, _, organisation = said.partition("; ")
    return LookedByLink(named, organisation)


def _plain(words: str) -> str:
    return words.replace(";", ",")


def new_secret() -> str:
    return secrets.token_urlsafe(32)


def new_code() -> str:
    return f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"


def digest_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def code_digest(link_ref: str, code: str) -> str:
    return salted_hmac(_SALT, f"{link_ref} {code}", algorithm="sha256").hexdigest()


def is_code(kept: str, link_ref: str, code: str) -> bool:
    """In the same time for every wrong code."""
    return constant_time_compare(kept, code_digest(link_ref, code))


def make_code(codes: Any, *, ref: str, at: datetime, **more: object) -> str:
    """A code for the link called ``ref``, whose codes these are. The one before stops working."""
    code = new_code()
    codes.create(digest=code_digest(ref, code), made_at=at, expires_at=at + CODE_LASTS, **more)
    return code


def asked_code(codes: Any, *, ref: str, at: datetime, **more: object) -> str:
    """The same, for whoever asks for it by themselves. Raises Refusal for too many in an hour."""
    if codes.filter(made_at__gt=at - timedelta(hours=1)).count() >= MOST_CODES_AN_HOUR:
        raise Refusal(TOO_MANY)
    return make_code(codes, ref=ref, at=at, **more)


def use_code(codes: Any, *, ref: str, code: str, at: datetime) -> bool:
    """Whether it is right; then it is used up. Only the newest counts, and each wrong try of it is counted."""
    kept = codes.select_for_update().order_by("-id").first()
    is_usable = kept is not None and _is_usable(kept, at)
    is_right = is_code(kept.digest if kept else "", ref, code.strip().replace(" ", ""))
    if kept is None or not is_usable:
        return False
    if not is_right:
        kept.tries_count += 1
        kept.save(update_fields=["tries_count"])
        return False
    kept.used_at = at
    kept.save(update_fields=["used_at"])
    return True


def begin_visit(visits: Any, *, at: datetime, **more: object) -> str:
    """The secret for the visitor's cookie."""
    secret = new_secret()
    visits.create(digest=digest_of(secret), began_at=at, ends_at=at + VISIT_LASTS, **more)
    return secret


def _is_usable(code: Any, at: datetime) -> bool:
    return code.used_at is None and at < code.expires_at and code.tries_count < MOST_TRIES
