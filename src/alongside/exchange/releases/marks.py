"""The marks that publishers put where a figure is missing, and what each of them says.

``x``, ``z``, ``c``, ``k``, ``u``, ``low`` and ``:`` are those of DfE and of government statistics;
``~`` and ``..`` those of the courts' tables.
"""

from collections.abc import Mapping

from alongside.exchange.releases.model import Missing

MARKS: Mapping[str, Missing] = {
    "": Missing.NOT_AVAILABLE,
    "x": Missing.NOT_AVAILABLE,
    "X": Missing.NOT_AVAILABLE,
    ":": Missing.NOT_AVAILABLE,
    "..": Missing.NOT_AVAILABLE,
    "z": Missing.NOT_APPLICABLE,
    "Z": Missing.NOT_APPLICABLE,
    "n/a": Missing.NOT_APPLICABLE,
    "c": Missing.CONFIDENTIAL,
    "C": Missing.CONFIDENTIAL,
    "~": Missing.CONFIDENTIAL,
    "k": Missing.ROUNDS_TO_ZERO,
    "low": Missing.ROUNDS_TO_ZERO,
    "u": Missing.LOW_RELIABILITY,
}
REASONS = tuple(str(reason) for reason in Missing)
SUFFIX = "__missing"


def reason_number(mark: str) -> int:
    """Where the mark's reason stands in ``REASONS``."""
    return REASONS.index(str(MARKS[mark]))
