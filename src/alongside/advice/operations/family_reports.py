"""The family’s own evidence: recorded as it came, considered by somebody with how it was used or why not, and
shared with advisers only when the family agreed. Nothing here holds it back.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.urls import reverse

from alongside.advice import perms
from alongside.advice.givers import given_by
from alongside.advice.models import AdviceRequest, FamilyReport, ReportConsidered
from alongside.advice.rules.deciding import check_day
from alongside.advice.rules.family_evidence import (
    OURS_WAS_LATE,
    Bought,
    Considered,
    check_bought,
    check_came,
    check_considered,
)
from alongside.casework.families.door import viewer_who_acts
from alongside.casework.families.news import posts_with, tell_family_of_answer
from alongside.casework.finding import find_case
from alongside.casework.models import Case, Contact
from alongside.casework.operations.families.access import YOUNG_PERSON
from alongside.casework.rules.codes import Source
from alongside.files.operations import keep_file, keep_without_traces
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden, Refusal
from alongside.ledger.operations import record
from alongside.notices.telling import tell_holders
from alongside.people.rules import check_text
from alongside.web.clock import london_day

SUBJECT = "casework.case"
SHARED_BY_THEM = "They said so on their own page."
CLOSED_BY_THEM = "They took it back on their own page."


@dataclass(frozen=True, slots=True, kw_only=True)
class NewReport:
    """``late_request`` is the ref of the request whose advice was late or missing, if it is known.
    ``contact_ref`` names who in the record gave it, ``YOUNG_PERSON`` for the young person.
    """

    title: str
    given_by: str
    received_on: date
    source: str
    author: str = ""
    dated_on: date | None = None
    upload: "File[bytes] | None" = None
    bought: str = Bought.NO.value
    bought_words: str = ""
    late_request: str = ""
    contact_ref: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenReport:
    """What somebody of the family gives on their own page: today, by themselves."""

    title: str
    author: str = ""
    dated_on: date | None = None
    upload: "File[bytes] | None" = None
    bought: str = Bought.NO.value
    bought_words: str = ""
    late_request: str = ""
    may_share: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSharing:
    """What the family said of showing it to the advisers who are asked in this case, and how."""

    agreed: bool
    on: date
    how: str


@transaction.atomic
def record_report(*, actor: Actor, at: datetime, case_ref: str, new: NewReport) -> FamilyReport:
    """Raises Refusal for days that cannot be, and for a cost of the family's without its reason."""
    actor.check_may(perms.ASK, case_ref=case_ref)
    case = find_case(actor, case_ref, today=london_day(at))
    is_young_persons = new.contact_ref == YOUNG_PERSON
    contact = None if is_young_persons else _contact(case, new.contact_ref)
    file = keep_file(actor=actor, upload=new.upload, at=at) if new.upload else None
    who = {"contact": contact, "is_young_persons": is_young_persons, "file": file}
    return _keep(actor, at, case, new, who)


@transaction.atomic
def give_report(*, actor: Actor, at: datetime, case_ref: str, new: GivenReport) -> FamilyReport:
    """By somebody of the family on their own page; the officers of the case are told. Raises Hidden, and
    Refusal for whoever only looks. Nothing is refused for being private or late.
    """
    viewer = viewer_who_acts(actor, case_ref=case_ref, at=at)
    child, contact, today = viewer.case.child, viewer.contact, london_day(at)
    if new.upload is None:
        raise Refusal("Add the file, or a photo of it.", field="upload")
    given = NewReport(
        **{name: getattr(new, name) for name in _GIVEN},
        given_by=contact.name if contact else f"{child.given_names} {child.family_name}",
        received_on=today,
        source=Source.ONLINE.value,
    )
    who: dict[str, Any] = {"contact": contact, "is_young_persons": contact is None}
    who["file"] = keep_without_traces(actor=actor, upload=new.upload, at=at)
    if new.may_share:
        who |= {"shared_on": today, "shared_at": at, "shared_how": SHARED_BY_THEM}
    made = _keep(actor, at, viewer.case, given, who)
    _tell_officers(actor, at, made)
    return made


_GIVEN = ("title", "author", "dated_on", "bought", "bought_words", "late_request")


def _keep(
    actor: Actor, at: datetime, case: Case, new: NewReport, who: Mapping[str, Any]
) -> FamilyReport:
    bought = Bought(new.bought)
    check_came(new.dated_on, new.received_on, today=london_day(at))
    check_bought(bought, words=new.bought_words)
    paid = bought in OURS_WAS_LATE
    made = FamilyReport.objects.create(
        area_id=actor.area_id,
        case=case,
        title=check_text(new.title, "Say what it is.", field="title"),
        author=new.author.strip(),
        given_by=check_text(new.given_by, "Say from whom it came.", field="given_by"),
        dated_on=new.dated_on,
        received_on=new.received_on,
        source=new.source,
        bought=bought.value,
        bought_words=new.bought_words.strip() if paid else "",
        late_request=_late_request(actor, case.ref, new.late_request) if paid else None,
        recorded_at=at,
        recorded_by_id=actor.person_id,
        **who,
    )
    record(actor=actor, at=at, **_entry("advice.record_report", made, bought=bought.value))
    return made


def _contact(case: Case, ref: str) -> Contact | None:
    """Raises Refusal for somebody who is not in the record of this child."""
    if not ref:
        return None
    found: Contact | None = case.child.contacts.filter(ref=ref).first()
    if found is None:
        raise Refusal("Choose somebody in the record.", field="contact")
    return found


def _tell_officers(actor: Actor, at: datetime, made: FamilyReport) -> None:
    tell_holders(
        actor=actor,
        posts=posts_with(made.case, london_day(at)),
        sentence="A family gave something of their own to read. Consider it.",
        address=reverse("advice:reports", args=[actor.area_slug, made.case.ref]),
        at=at,
        key=f"advice.evidence:{made.ref}",
    )


@transaction.atomic
def consider_report(
    *, actor: Actor, at: datetime, report_ref: str, outcome: str, words: str
) -> ReportConsidered:
    """Today, by the actor. It may be considered again. Raises Refusal without words."""
    report = _find(actor, at, report_ref)
    check_considered(words)
    made = ReportConsidered.objects.create(
        area_id=report.area_id,
        report=report,
        outcome=Considered(outcome).value,
        words=words.strip(),
        considered_on=london_day(at),
        recorded_at=at,
        recorded_by_id=actor.person_id,
    )
    record(actor=actor, at=at, **_entry("advice.consider_report", report, outcome=made.outcome))
    if report.contact_id is not None or report.is_young_persons:
        tell_family_of_answer(report, f"considered:{made.pk}", actor=actor, at=at)
    return made


@transaction.atomic
def share_report(*, actor: Actor, at: datetime, report_ref: str, new: NewSharing) -> FamilyReport:
    """What the family said, or takes back: from then on advisers read it, or read it no more."""
    report = _find(actor, at, report_ref)
    check_day(new.on, today=london_day(at), not_before=report.received_on, field="on")
    how = check_text(new.how, "Say who in the family said so, and how.", field="how")
    _set_sharing(report, actor, at, new.on if new.agreed else None)
    report.shared_how = how
    report.save(update_fields=["shared_on", "shared_at", "shared_by", "shared_how"])
    said = {"agreed": "yes" if new.agreed else "no", "on": new.on.isoformat()}
    record(actor=actor, at=at, **_entry("advice.share_report", report, **said))
    return report


@transaction.atomic
def share_own_report(
    *, actor: Actor, at: datetime, case_ref: str, report_ref: str, may_share: bool
) -> FamilyReport:
    """By whoever of the family gave it, on their own page: the people who are asked for advice read it from now
    on, or read it no more. The council reads it whatever they say, as it has to consider it. Raises Hidden,
    and Refusal for whoever only looks.
    """
    viewer = viewer_who_acts(actor, case_ref=case_ref, at=at)
    rows = FamilyReport.objects.in_area(actor.area_id).select_for_update(of=("self",))
    own = rows.filter(given_by(viewer), case=viewer.case, ref=report_ref)
    report: FamilyReport | None = own.select_related("case").first()
    if report is None:
        raise Hidden("report")
    if may_share == (report.shared_on is not None):
        raise Refusal("That is how it stands already.", field="may_share")
    _set_sharing(report, actor, at, london_day(at) if may_share else None)
    report.shared_how = SHARED_BY_THEM if may_share else CLOSED_BY_THEM
    report.save(update_fields=["shared_on", "shared_at", "shared_by", "shared_how"])
    said = {"agreed": "yes" if may_share else "no", "by": "family"}
    record(actor=actor, at=at, **_entry("advice.share_own_report", report, **said))
    return report


def _set_sharing(report: FamilyReport, actor: Actor, at: datetime, on: date | None) -> None:
    """Nobody shared what is shared with nobody."""
    report.shared_on = on
    report.shared_at = at if on else None
    report.shared_by_id = actor.person_id if on else None


def _late_request(actor: Actor, case_ref: str, ref: str) -> AdviceRequest | None:
    """Raises Refusal for one of another case."""
    if not ref:
        return None
    rows = AdviceRequest.objects.in_area(actor.area_id).filter(case__ref=case_ref, ref=ref)
    found: AdviceRequest | None = rows.first()
    if found is None:
        raise Refusal("Choose a request of this case.", field="late_request")
    return found


def _find(actor: Actor, at: datetime, ref: str) -> FamilyReport:
    """Raises Hidden."""
    rows = FamilyReport.objects.visible_to(actor).select_for_update(of=("self",))
    found: FamilyReport | None = rows.select_related("case").filter(ref=ref).first()
    if found is None:
        raise Hidden("report")
    actor.check_may(perms.ASK, case_ref=found.case.ref)
    find_case(actor, found.case.ref, today=london_day(at))
    return found


def _entry(verb: str, report: FamilyReport, **said: str) -> dict[str, Any]:
    """That there is one, and no word of it."""
    return {
        "verb": verb,
        "subject": SUBJECT,
        "subject_ref": report.case.ref,
        "detail": {"report": report.ref, **said},
    }
