"""Which accountable partners have nobody leading a line: no lead post, or a lead post that
nobody holds.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LeadFact:
    """A lead post of a line today. ``holders`` are the people in post today."""

    partner: str
    post_title: str
    holders: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gap:
    """A partner without a lead. ``post_title`` is empty when there is no lead post at all."""

    partner: str
    post_title: str = ""


def ownership_gaps(partners: Sequence[str], leads: Sequence[LeadFact]) -> tuple[Gap, ...]:
    """One gap for each partner with nobody in post, in the partners' order.

    A partner with one lead in post has no gap, even if a second lead post is vacant.
    """
    gaps = []
    for partner in partners:
        posts = [lead for lead in leads if lead.partner == partner]
        if not any(lead.holders for lead in posts):
            gaps.append(Gap(partner, posts[0].post_title if posts else ""))
    return tuple(gaps)


def gap_words(gap: Gap, label: str) -> str:
    """ "No health lead", or "No health lead: nobody is Chief Nurse now"."""
    vacancy = f": nobody is {gap.post_title} now" if gap.post_title else ""
    return f"No {label[:1].lower()}{label[1:]} lead{vacancy}"
