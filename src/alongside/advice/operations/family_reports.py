"""The family’s own evidence: recorded as it came, considered by somebody with how it was used or why not, and
shared with advisers only when the family agreed. Nothing here holds it back.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.files.base import File
from django.db import transaction

from alongside.advice import perms
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
from alongside.casework.finding import find_case
from alongside.files.operations import keep_file
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden, Refusal
from alongside.ledger.operations import record
from alongside.people.rules import check_text
from alongside.web.clock import london_day

SUBJECT = "casework.case"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewReport:
    """``late_request`` is the ref of the request whose advice was late or missing, if it is known."""

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
        file=keep_file(actor=actor, upload=new.upload, at=at) if new.upload else None,
        bought=bought.value,
        bought_words=new.bought_words.strip() if paid else "",
        late_request=_late_request(actor, case_ref, new.late_request) if paid else None,
        recorded_at=at,
        recorded_by_id=actor.person_id,
    )
    record(actor=actor, at=at, **_entry("advice.record_report", made, bought=bought.value))
    return made


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
    return made


@transaction.atomic
def share_report(*, actor: Actor, at: datetime, report_ref: str, new: NewSharing) -> FamilyReport:
    """What the family said, or takes back: from then on advisers read it, or read it no more."""
    report = _find(actor, at, report_ref)
    check_day(new.on, today=london_day(at), not_before=report.received_on, field="on")
    how = check_text(new.how, "Say who in the family said so, and how.", field="how")
    report.shared_on = new.on if new.agreed else None
    report.shared_at = at if new.agreed else None
    report.shared_by_id = actor.person_id if new.agreed else None
    report.shared_how = how
    report.save(update_fields=["shared_on", "shared_at", "shared_by", "shared_how"])
    said = {"agreed": "yes" if new.agreed else "no", "on": new.on.isoformat()}
    record(actor=actor, at=at, **_entry("advice.share_report", report, **said))
    return report


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
