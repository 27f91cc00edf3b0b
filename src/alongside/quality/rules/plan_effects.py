"""What the house works out of every EHC plan itself, so that a lesson can be compared without an audit.

Word patterns inform and decide nothing about one EHC plan. Over many they tell whether writing changed.
"""

from collections.abc import Sequence
from fractions import Fraction

from alongside.casework.rules.plans.codes import PROVISIONS, PartKind
from alongside.casework.rules.plans.parts import Part
from alongside.casework.rules.plans.passages import passages_of
from alongside.language import Check, Glossary, Reader, check

TO_MEND = frozenset({Check.VAGUE, Check.UNSAID, Check.SERVICE_LIMIT})
"""What makes a row of help unspecific. Long sentences and hard words are another matter."""
PLAIN_BELOW = Fraction(2)
"""Unexplained terms in a thousand words: below two, a family meets fewer than one on a page of 500 words."""


def specific_share(parts: Sequence[Part]) -> float | None:
    """The share of rows of sections F, G, H1 and H2 that say what, who, how much and how often, without vague
    words. None for an EHC plan without any such row.
    """
    rows = [
        each for each in parts if each.kind is PartKind.PROVISION and each.section in PROVISIONS
    ]
    if not rows:
        return None
    return sum(_is_specific(each) for each in rows) / len(rows)


def is_plain(parts: Sequence[Part], held: Glossary) -> bool | None:
    """Whether fewer than two terms in a thousand words stand unexplained, by the area’s glossary of today for
    every EHC plan alike. None for one that is too short to be scored.
    """
    placed = passages_of(parts)
    report = check([each.passage for each in placed], reader=Reader(held=held))
    found = report.unexplained_in_thousand
    return None if found is None else found < PLAIN_BELOW


def _is_specific(row: Part) -> bool:
    report = check([each.passage for each in passages_of([row])])
    return not any(finding.check in TO_MEND for _, finding in report.findings)
