"""A draft EHC plan whose rows rest on advice, made by the real operations."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from alongside.advice.models import AdviceRequest, AdviceSubmission, RowUse, UseAnswer
from alongside.advice.operations import rows, using
from alongside.advice.operations.giving import Written, save_writing
from alongside.advice.operations.rows import NewRow
from alongside.advice.operations.using import NewAnswer, NewSettlement
from alongside.advice.queries.using import author_uses
from alongside.casework.models import PlanPart, PlanVersion
from alongside.casework.operations import plan_parts
from alongside.casework.plans.reading import part_of
from tests.advice.factories import (
    GOOD,
    Place,
    Somebody,
    after,
    asked_and_received,
    check,
    give,
    noon,
    share,
)
from tests.casework import plan_factories as plans

DRAFTED = after(20)
SESSIONS = "One 45-minute session a week by a therapist for three terms."


@dataclass
class Drafted:
    """Speech therapy's advice with a need and a row of help, both accepted, and a draft being written."""

    place: Place
    request: AdviceRequest
    given: AdviceSubmission
    plan: PlanVersion
    parts: dict[str, PlanPart]

    def code(self, kind: str) -> str:
        row = self.given.rows.get(kind=kind)
        return f"row:{row.ref}"


def drafted(place: Place, *, is_accepted: bool = True) -> Drafted:
    whole = asked_and_received(place)
    (request,) = share(place, whole, ("speech_and_language", place.speech))
    given = advised(place.speech, request)
    if is_accepted:
        check(place.doctor, given, after(12), "accepted")
    given.refresh_from_db()
    plan = plans.begin(place.officer.actor, place.case, at=noon(DRAFTED))
    parts = plans.write_whole(place.officer.actor, plan, at=noon(DRAFTED))
    return Drafted(place, request, given, plan, parts)


def advised(who: Somebody, request: AdviceRequest) -> AdviceSubmission:
    writing = save_writing(
        actor=who.actor, at=noon(after(9)), request_ref=request.ref, expected_version=0, new=GOOD
    )
    for kind, words in (("need", "She loses long instructions."), ("provision", SESSIONS)):
        rows.mark_row(
            actor=who.actor,
            at=noon(after(9)),
            submission_ref=writing.ref,
            new=NewRow(kind=kind, words=words),
        )
    return give(who, request, after(10), Written(text=GOOD.text, author_name="Sal Speech",
                                                 author_role="Therapist"))  # fmt: skip


def name(draft: Drafted, part: str, source: str, on: date = DRAFTED) -> RowUse:
    return using.name_source(
        actor=draft.place.officer.actor,
        at=noon(on),
        case_ref=draft.place.case.ref,
        key=draft.parts[part].key,
        source=source,
    )


def answer(
    who: Somebody, request: AdviceRequest, use: RowUse, on: date, words: str = ""
) -> UseAnswer:
    """As the page does it: about the words that stand there."""
    found = author_uses(who.actor, request_ref=request.ref, today=on)
    seen = next(each.row.digest for each in found.rows if each.row and each.row.key == use.key)
    new = NewAnswer(answer="objects" if words else "yes", words=words, seen=seen)
    return using.answer_use(actor=who.actor, at=noon(on), use_ref=use.ref, new=new)


def settle(draft: Drafted, objection: UseAnswer, on: date, **new: str) -> object:
    return using.settle_objection(
        actor=draft.place.officer.actor,
        at=noon(on),
        answer_ref=objection.ref,
        new=NewSettlement(**new),  # type: ignore[arg-type]
    )


def rewrite(draft: Drafted, part: str, on: date, **boxes: str) -> None:
    row = PlanPart.objects.in_area(draft.place.area.pk).get(
        plan=draft.plan, key=draft.parts[part].key
    )
    plan_parts.change_part(
        actor=draft.place.officer.actor,
        at=noon(on),
        part_ref=row.ref,
        expected_version=row.version,
        body=replace(part_of(row).body, **boxes),
        asked=plans.OFFICER,
    )


def later(days: int) -> date:
    return DRAFTED + timedelta(days=days)


def at_noon(days: int) -> datetime:
    return noon(later(days))
