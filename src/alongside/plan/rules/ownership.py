"""Which accountable partners have nobody leading a line: no lead post, or a lead post that
nobody holds.
"""

from collections.abc import Collection, Sequence
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


@dataclass(frozen=True, slots=True)
class Published:
    """What a published document says of the leads of a line, and whether people lead it here.

    ``asked`` are the partners of printed leads that nobody has resolved; an empty one may be any.
    """

    is_from_document: bool = False
    has_printed_leads: bool = False
    is_kept_here: bool = False
    asked: Collection[str] = ()


LEAD_NOT_PUBLISHED = "Lead not published"
LEAD_ASKED = "Lead printed, question open"


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


def known_and_unknown(gaps: Sequence[Gap], says: Published) -> tuple[list[Gap], tuple[str, ...]]:
    """The gaps that are known to be gaps; and in words what only a document could tell of the rest.

    A lead column that was lost is no missing lead, until people begin to keep the leads here.
    """
    known: list[Gap] = []
    unknown: list[str] = []
    is_lost = says.is_from_document and not says.has_printed_leads and not says.is_kept_here
    for gap in gaps:
        if gap.post_title:
            known.append(gap)
        elif gap.partner in says.asked or "" in says.asked:
            unknown.append(LEAD_ASKED)
        elif is_lost:
            unknown.append(LEAD_NOT_PUBLISHED)
        else:
            known.append(gap)
    return known, tuple(dict.fromkeys(unknown))
