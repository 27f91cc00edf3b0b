"""How somebody of a family hears that something changed, for themselves and for staff."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from alongside.casework.families.door import viewer_of
from alongside.casework.families.news import may_see
from alongside.casework.families.receiving import receiver_of, why_not_mailed
from alongside.casework.models import Case, Contact, FamilyAccess
from alongside.casework.rules.children import rights_pass_on
from alongside.casework.rules.family_codes import News, Way
from alongside.casework.rules.family_news import (
    CHOSE_NONE,
    NO_WAY_IN,
    TO_THEMSELVES,
    why_no_email,
)
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.web.clock import london_day

GETS, GETS_NONE = "You get an e-mail now.", "You get no e-mail now."


@dataclass(frozen=True, slots=True)
class HowTold:
    """``now`` says how it stands. ``is_open``: nothing was chosen, and the record's notes stand against it."""

    now: str
    choice: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class OnPaper:
    """Somebody whom staff tell on paper or by phone. ``why`` no e-mail goes; ``safely`` how to reach them."""

    who: str
    why: str
    safely: str


def how_told(actor: Actor, *, case_ref: str, at: datetime) -> HowTold:
    """Raises Hidden for whoever did not come by link, and for a young person, who has no address here."""
    access = viewer_of(actor, case_ref=case_ref, at=at).access
    if access.way != Way.LINK.value or access.contact is None:
        raise Hidden("news")
    one, why = receiver_of(access), why_not_mailed(access)
    is_against = bool(why_no_email(one))
    choice = one.choice or (News.NONE.value if is_against else News.EMAIL.value)
    now = f"{GETS_NONE} {TO_THEMSELVES.get(why, '')}".strip() if why else GETS
    return HowTold(now, choice, is_against and not one.choice)


def told_on_paper(actor: Actor, *, case_ref: str, at: datetime) -> tuple[OnPaper, ...]:
    """Whoever has a right to know, and gets no message and no e-mail. Raises Hidden."""
    today = london_day(at)
    case = _case(actor, case_ref, today)
    ways = [each for each in _ways(case, at) if may_see(case, each, today)]
    reached = {each.contact_id for each in ways if not _why(each)}
    whys = {each.contact_id: _why(each) for each in ways if _why(each)}
    found = list(_people(case, rights_passed=today >= rights_pass_on(case.child.born_on)))
    return tuple(
        OnPaper(
            who=contact.name if contact else "",
            why=whys.get(contact.pk if contact else None, NO_WAY_IN),
            safely=contact.safe_contact if contact else "",
        )
        for contact in found
        if (contact.pk if contact else None) not in reached
    )


def _case(actor: Actor, ref: str, today: date) -> Case:
    found: Case | None = (
        Case.objects.open_to(actor, today=today).select_related("child").filter(ref=ref).first()
    )
    if found is None:
        raise Hidden("case")
    return found


def _people(case: Case, *, rights_passed: bool) -> Iterator[Contact | None]:
    """None for the young person, once the rights are theirs; until then whoever has responsibility."""
    if rights_passed:
        yield None
        return
    for contact in case.child.contacts.all():
        if contact.has_responsibility and not contact.is_ended:
            yield contact


def _ways(case: Case, at: datetime) -> Any:
    rows = FamilyAccess.objects.in_area(case.area_id).in_force(at).filter(case=case)
    return rows.select_related("contact", "news")


def _why(access: FamilyAccess) -> str:
    """Empty for whoever looks by themselves, or is told."""
    if access.way == Way.ACCOUNT.value:
        return ""
    why = why_not_mailed(access)
    return "" if why == CHOSE_NONE else why
