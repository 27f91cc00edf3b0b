"""One request: what is asked, by when, what was done, and what this person may do about it now."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.urls import reverse

from alongside.access.roles import role_label
from alongside.advice import perms
from alongside.advice.framework import framework_numbered
from alongside.advice.pages.ladder import next_words
from alongside.advice.pages.offering import OFFER, offer_item
from alongside.advice.pages.parts import due_words, request_table
from alongside.advice.pages.trail import at, crumbs, title_of
from alongside.advice.queries.one_request import is_held, request_page, seniors
from alongside.advice.queries.values import (
    CorrectionView,
    EarlierView,
    RequestPage,
    StepView,
    SubmissionLine,
)
from alongside.advice.rules.codes import Act, Consent, Stand, State, SubmissionState
from alongside.advice.words import (
    ACTS,
    ADVISERS,
    AGREED,
    CAME,
    DOORS,
    EXCEPTIONS,
    GROUNDS,
    PURPOSES,
    STATE_COLOURS,
    STATES,
    SUBMISSION_COLOURS,
    SUBMISSION_STATES,
)
from alongside.casework.rules.codes import Source
from alongside.kernel.actor import Actor
from alongside.web import clock
from alongside.web.components import Crumb, Door, RecordedItem, Row, Table
from alongside.web.markup import tag
from alongside.web.pages import PageRequest, as_look, page
from alongside.web.render import render_page
from alongside.web.writing import day, in_a_sentence, instant

CASE = "casework.case"
SENDERS = (Stand.HOLDER, Stand.OVERSEER, Stand.ASKER)
GAP = {
    State.NOT_KNOWN: "The service answered that it does not know the child. That is a reply and no "
    "advice: what was asked for is still owed by the same day.",
    State.SENT_BACK: "The advice was sent back for amendment. It is with its author.",
    State.DECLINED: "It was declined in writing, on a ground of section 31. The law allows that. It is no "
    "advice: nothing was received.",
}
NOBODY = (
    "Nobody holds the post that this is with, and nobody stands in. Hand it over, or have another post "
    "cover it."
)
NOTHING = "Nothing has been received yet."
IN_PARTS = "Each service gives its own part. What was received stands there."
UNDONE = "This was a mistake, and counts no more. What was done later says why."
BROUGHT_OVER = "Brought over from earlier records"
_CODES = {
    **{each.value: words for each, words in GROUNDS.items()},
    **EXCEPTIONS,
    "accepted": "Accepted",
    "sent_back": "Sent back for amendment",
}


@dataclass(frozen=True, slots=True)
class RequestShown:
    title: str
    caption: str
    state: str
    gap: str
    alerts: tuple[str, ...]
    crumbs: tuple[Crumb, ...]
    doors: tuple[Door, ...]
    facts: tuple[Row, ...]
    asked: tuple[str, ...]
    besides: str
    others: str
    parts: Table | None
    submissions: tuple[RecordedItem, ...]
    nothing: str
    offers: tuple[RecordedItem, ...]
    may_offer: bool
    steps: tuple[RecordedItem, ...]


@page("GET", needs=perms.SEES)
def show(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    found = request_page(actor, request_ref=ref, today=today)
    is_late = Act.ESCALATE in found.may and found.row.is_late(today)
    senior = seniors(actor, request_ref=ref, at=clock.now()) if is_late else ()
    nobody = "" if is_held(actor, request_ref=ref, today=today) else NOBODY
    content = {"page": _shown(actor, found, today, (nobody, next_words(senior)))}
    response = render_page(request, "advice/request.html", content)
    return as_look(response, subject=CASE, ref=found.row.case_ref, reason="A request for advice")


def _shown(actor: Actor, found: RequestPage, today: date, alerts: Sequence[str]) -> RequestShown:
    row, frame = found.row, framework_numbered(found.framework)
    return RequestShown(
        title=ADVISERS[row.adviser],
        caption=f"{row.name}, case {row.case_number}",
        state=tag(STATES[row.state], STATE_COLOURS[row.state]),
        gap=GAP.get(row.state, ""),
        alerts=tuple(each for each in alerts if each),
        crumbs=crumbs(actor, Crumb(title_of(row))),
        doors=tuple(_doors(actor, found, is_late=bool(alerts[-1]))),
        facts=tuple(_facts(actor, found, today)),
        asked=frame.asked_of(row.adviser, is_later=found.is_later),
        besides=found.asks,
        others=_others(found),
        parts=_parts(actor, found, today),
        submissions=(*_earlier(found.earlier), *(_item(actor, each) for each in found.submissions)),
        nothing=IN_PARTS if found.parts else NOTHING,
        offers=tuple(offer_item(actor, each, may_change=found.may_offer) for each in found.offers),
        may_offer=found.may_offer,
        steps=tuple(_step(actor, row.ref, each) for each in found.steps),
    )


def _doors(actor: Actor, found: RequestPage, *, is_late: bool) -> Iterator[Door]:
    """``is_late``: somebody senior is next."""
    ref = found.row.ref
    yield from _main_doors(actor, found)
    if Act.ENTER in found.may:
        yield Door("Enter advice that came another way", at(actor, "enter", ref))
    if Act.REUSE in found.may:
        yield Door("Use earlier advice again", at(actor, "reuse", ref))
    if not found.stands.isdisjoint(SENDERS):
        yield Door("Links for people without an account", at(actor, "links", ref))
    if Stand.HOLDER in found.stands:
        is_given = bool(found.submissions) and Act.GIVE not in found.may
        yield Door("How my advice was used", at(actor, "used", ref), is_main=is_given)
        yield Door("What the family shared", at(actor, "shared_reports", ref))
    for act in found.may:
        if act in DOORS and act is not Act.SHARE:
            is_main = is_late and act is Act.ESCALATE
            yield Door(DOORS[act], at(actor, "do", ref, act.value), is_main=is_main)


def _main_doors(actor: Actor, found: RequestPage) -> Iterator[Door]:
    """What most people come for, first."""
    ref = found.row.ref
    if Act.GIVE in found.may:
        yield Door("Write the advice", at(actor, "write", ref), is_main=True)
    if Act.CHECK in found.may and found.submissions:
        waits = next(e for e in found.submissions if e.state is SubmissionState.GIVEN)
        if not waits.is_own:
            yield Door("Read and check it", at(actor, "submission", waits.ref), is_main=True)
    if Act.SHARE in found.may:
        yield Door(DOORS[Act.SHARE], at(actor, "share", ref), is_main=Act.GIVE not in found.may)
    if found.may_offer:
        is_main = not found.offers and Act.GIVE not in found.may
        yield Door(OFFER, at(actor, "offer_help", ref), is_main=is_main)


def _facts(actor: Actor, found: RequestPage, today: date) -> Iterator[Row]:
    row = found.row
    due, note = due_words(row, today)
    yield Row("Child or young person", row.name)
    if Stand.ASKER in found.stands:
        case = reverse("casework:case", args=[actor.area_slug, row.case_ref])
        yield Row("Case", row.case_number, case, "Open the case")
    if found.whole_ref:
        yield Row("Part of", "The request to the single point of access",
                  at(actor, "request", found.whole_ref), "Open it")  # fmt: skip
    yield Row("For", PURPOSES[found.purpose])
    yield Row("With", f"{row.post}, {row.organisation}")
    yield Row("Asked on", day(row.asked_on))
    yield Row("Received on", day(row.received_on) or "Not recorded yet")
    yield Row("Due", f"{due}. {note}." if note else due)
    if row.accepted_on:
        yield Row("Accepted on", day(row.accepted_on))
    yield from _declined(found)
    if found.why_not_again:
        yield Row("If it ended by mistake", found.why_not_again)
    if found.check_by:
        yield Row("Check by", f"{day(found.check_by)}. The check stops no clock.")


def _declined(found: RequestPage) -> Iterator[Row]:
    """The day and the ground, where the body itself declined."""
    told = next((each for each in found.steps if each.act is Act.DECLINE), None)
    if told and found.row.state is State.DECLINED:
        yield Row("Declined on", day(told.on))
        yield Row("Ground of section 31", _CODES.get(told.code, ""))


def _others(found: RequestPage) -> str:
    names = [in_a_sentence(ADVISERS[each]) for each in found.others]
    return f"Also asked: {', '.join(names)}." if names else ""


def _parts(actor: Actor, found: RequestPage, today: date) -> Table | None:
    if not found.parts:
        return None
    return request_table(actor, found.parts, today, empty="It was shared with nobody.")


def _item(actor: Actor, each: SubmissionLine) -> RecordedItem:
    return RecordedItem(
        title=f"Version {each.number}: {each.role or 'role not said yet'}",
        body=f"Sent back: {each.reasons}" if each.reasons else "",
        notes=tuple(_notes(each)),
        tag=tag(SUBMISSION_STATES[each.state], SUBMISSION_COLOURS[each.state]),
        doors=(Door("Read it", at(actor, "submission", each.ref)),),
    )


def _notes(each: SubmissionLine) -> Iterator[str]:
    if each.author:
        yield f"By {each.author}"
    if each.given_on:
        came = f", {CAME[Source(each.source)]}" if each.is_entered_for else ""
        yield f"Received on {day(each.given_on)}{came}"
    if each.is_entered_for:
        yield f"Entered by {each.entered_by}" if each.entered_by else BROUGHT_OVER
    if each.by_link:
        yield f"Written by {each.by_link}"
    if each.checked_on:
        yield f"Checked on {day(each.checked_on)}"


def _earlier(each: EarlierView | None) -> Iterator[RecordedItem]:
    if each is None:
        return
    days = {
        Consent.PROVIDER: each.provider_on,
        Consent.AUTHORITY: each.authority_on,
        Consent.FAMILY: each.family_on,
    }
    agreed = "; ".join(f"{AGREED[whose]} on {day(on)}" for whose, on in days.items())
    yield RecordedItem(
        title=f"Earlier advice: {each.title}",
        body=each.how,
        notes=(f"By {each.author}, {day(each.dated_on)}", f"Agreed: {agreed}"),
        tag=tag("Used again", "green"),
    )


def _step(actor: Actor, ref: str, each: StepView) -> RecordedItem:
    is_rung = each.act is Act.ESCALATE and each.code
    code = role_label(each.code) if is_rung else _CODES.get(each.code, "")
    said = (code, f"To: {each.post}" if each.post else "")
    return RecordedItem(
        title=f"{day(each.on)}: {ACTS[each.act]}",
        body=each.words,
        notes=(
            *(words for words in said if words),
            *((UNDONE,) if each.is_undone else ()),
            f"Recorded on {instant(each.recorded_at)}{_by(each.recorded_by)}",
            *(_corrected(one) for one in each.corrections),
        ),
        doors=tuple(_step_doors(actor, ref, each)),
    )


def _step_doors(actor: Actor, ref: str, each: StepView) -> Iterator[Door]:
    if each.may_correct:
        yield Door("Correct the day", at(actor, "correct_day", ref, str(each.number)))
    if each.may_take_back:
        yield Door("Take it back", at(actor, "take_back_step", ref, str(each.number)))


def _corrected(each: CorrectionView) -> str:
    when = f"Corrected on {instant(each.recorded_at)}{_by(each.recorded_by)}"
    return f"{when}. It said {day(each.was_on)} before. {each.why} Shown by: {each.shown_by}"


def _by(name: str) -> str:
    return f" by {name}" if name else ""
