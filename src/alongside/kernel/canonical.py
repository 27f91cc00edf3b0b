"""One way to write a value as bytes, so that equal values have equal digests.

The ledger chains these bytes and the import compares by them. What has no single spelling is
refused: floats, sets, keys that are not text, dates (pass them as text). Texts are kept letter for
letter; no Unicode normalisation is applied.
"""

import json
from collections.abc import Mapping, Sequence
from typing import TypeAlias

JSON: TypeAlias = "str | int | Sequence[JSON] | Mapping[str, JSON] | None"
"""What may be written; ``bool`` is an ``int`` here and is written as true or false."""

DEEPEST = 100


class NotCanonicalError(ValueError):
    """A value with no canonical form; the message says where it stands and what it is."""


def canonical_bytes(value: JSON) -> bytes:
    """UTF-8 JSON with sorted keys (by code point) and no spaces. Raises NotCanonicalError.

    >>> canonical_bytes({"b": [1, True, None], "a": "é"}).decode()
    '{"a":"é","b":[1,true,null]}'
    """
    plain = _plain(value, where="value", depth=0)
    return json.dumps(
        plain, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
    ).encode()


def _plain(value: object, *, where: str, depth: int) -> object:
    if depth > DEEPEST:
        raise NotCanonicalError(f"{where} is nested more than {DEEPEST} deep.")
    match value:
        case None | bool() | int():
            return value
        case str():
            return _encodable(value, where=where)
        case Mapping():
            return {
                _key(key, where=where): _plain(item, where=f"{where}.{key}", depth=depth + 1)
                for key, item in value.items()
            }
        case list() | tuple():
            return [
                _plain(item, where=f"{where}[{position}]", depth=depth + 1)
                for position, item in enumerate(value)
            ]
    raise NotCanonicalError(f"{where} is a {type(value).__name__}, which has no canonical form.")


def _key(key: object, *, where: str) -> str:
    if not isinstance(key, str):
        raise NotCanonicalError(f"{where} has a key that is not text: {type(key).__name__}.")
    return _encodable(key, where=f"a key of {where}")


def _encodable(text: str, *, where: str) -> str:
    if not text.isascii() and any("\ud800" <= letter <= "\udfff" for letter in text):
        raise NotCanonicalError(f"{where} holds half of a letter and cannot be written as UTF-8.")
    return str(text)
