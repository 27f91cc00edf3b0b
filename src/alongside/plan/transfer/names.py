"""How the importer calls what a source brought, to know it again: short enough for a passage's topic."""

import hashlib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from alongside.kernel.canonical import canonical_bytes


def weakness_name(number: int) -> str:
    return f"weakness:{number}"


def line_name(reference: str) -> str:
    return f"line:{reference}"


def measure_name(reference: str) -> str:
    return f"measure:{reference}"


def impact_name(outcome: str, text: str) -> str:
    return f"impact:{outcome}:{fingerprint({'text': text})[:16]}"


def evidence_name(outcome: str, text: str) -> str:
    """Where an impact is shown."""
    return impact_name(outcome, text).replace("impact:", "evidence:", 1)


def lead_name(reference: str, post_ref: str) -> str:
    return f"lead:{reference}:{post_ref}"


def fingerprint(columns: Mapping[str, Any]) -> str:
    """The same for equal columns, however the database writes their numbers.

    >>> fingerprint({"a": Decimal("90")}) == fingerprint({"a": Decimal("90.0000")})
    True
    """
    return hashlib.sha256(canonical_bytes({k: _plain(v) for k, v in columns.items()})).hexdigest()


def _plain(value: Any) -> Any:
    match value:
        case Decimal():
            return format(value.normalize(), "f")
        case date():
            return value.isoformat()
    return value
