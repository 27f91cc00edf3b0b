"""Small shapes that many resources share: codings, identifiers, references, and how values are
written.
"""

from base64 import b64encode
from datetime import UTC, date, datetime
from hashlib import sha1

from alongside.exchange.fhir.codes import Worded
from alongside.exchange.json_documents import JSON

Object = dict[str, JSON]


def known(parts: Object) -> Object:
    """Only the parts that say something: FHIR allows no empty text, list or object."""
    return {name: value for name, value in parts.items() if value not in (None, "", [], {})}


def identifier(system: str, value: str) -> Object:
    return {"system": system, "value": value}


def coding(system: str, code: str, words: str) -> Object:
    return known({"system": system, "code": code, "display": words})


def concept(system: str, code: str, words: str, *, text: str = "") -> Object:
    return known({"coding": [coding(system, code, words)], "text": text})


def worded(system: str, member: Worded) -> Object:
    return concept(system, member.value, member.words)


def reference(address: str) -> Object:
    return {"reference": address}


def instant(at: datetime) -> str:
    """
    >>> instant(datetime(2026, 2, 16, 9, tzinfo=UTC))
    '2026-02-16T09:00:00Z'
    """
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def day(on: date | None) -> str:
    return on.isoformat() if on else ""


def base64_of(content: bytes) -> str:
    return b64encode(content).decode("ascii")


def attachment_hash(content: bytes) -> str:
    """SHA-1, because FHIR R4 asks for it: it finds damage, not forgery."""
    return base64_of(sha1(content, usedforsecurity=False).digest())
