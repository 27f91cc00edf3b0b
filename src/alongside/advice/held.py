"""Everything that this room holds about the child of a case, for whoever of the family asked for it.

What other people of the family gave, addresses of staff, and what is still being written are withheld until an
officer finds that they may be told. Services and clinics are never told to somebody who must not know places.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Prefetch

from alongside.advice.links import by_link
from alongside.advice.models import (
    AdviceLink,
    AdviceRequest,
    AdviceStep,
    AdviceSubmission,
    EarlyNotice,
    FamilyReport,
    RowUse,
)
from alongside.advice.offer_words import FAMILY_SAYS, HELPS
from alongside.advice.rules.codes import Act, Adviser, Purpose, RowKind, State, SubmissionState
from alongside.advice.rules.early import EarlyStep, Says
from alongside.advice.rules.family_evidence import Bought, Considered
from alongside.advice.rules.offering import FamilySays, Help
from alongside.advice.rules.using import Answer, Settled
from alongside.advice.use_words import ANSWERS, CONSIDERED, PAID, SETTLED
from alongside.advice.words import (
    ACTS,
    ADVISERS,
    EARLY_STEPS,
    PURPOSES,
    ROW_KINDS,
    SAYS,
    STATES,
    SUBMISSION_STATES,
)
from alongside.web.offers import HeldItem
from alongside.web.writing import day, instant

ADVICE, LINKS, EVIDENCE, USES, EARLY = (
    "Advice that was asked for and given",
    "Links by which somebody without an account read a request",
    "The family’s own evidence",
    "What the EHC plan rests on",
    "Early notifications by health",
)


def held_about(area_id: int, case_ref: str, asker: str) -> Sequence[HeldItem]:
    """What hangs on a request or on evidence is looked for only where there is one."""
    requests = tuple(_requests(area_id, case_ref))
    reports = tuple(_reports(area_id, case_ref, asker))
    links = _links(area_id, case_ref) if requests else ()
    uses = _uses(area_id, case_ref) if requests or reports else ()
    return (*requests, *links, *reports, *uses, *_notices(area_id, case_ref))


def _requests(area_id: int, case_ref: str) -> Iterator[HeldItem]:
    rows = AdviceRequest.objects.in_area(area_id).filter(case__ref=case_ref)
    steps = AdviceStep.objects.in_area(area_id).select_related("post").order_by("id")
    steps = steps.prefetch_related("corrections")
    given = AdviceSubmission.objects.in_area(area_id).select_related("quality_check")
    found = rows.select_related("post__organisation", "earlier_advice").prefetch_related(
        Prefetch("steps", steps),
        Prefetch("submissions", given.order_by("number", "id")),
        "submissions__rows",
        "submissions__papers",
        "submissions__checks_set_aside",
        "earlier_set_aside",
        "offers__answers",
    )
    for each in found.order_by("id"):
        yield _request(each)
        for submission in each.submissions.all():
            yield _submission(ADVISERS[Adviser(each.adviser)], submission)


def _request(each: Any) -> HeldItem:
    earlier = getattr(each, "earlier_advice", None)
    return HeldItem(
        key=f"advice-{each.ref}",
        heading=ADVICE,
        title=f"A request to {ADVISERS[Adviser(each.adviser)].lower()}, asked on {day(each.asked_on)}",
        lines=(
            f"For: {PURPOSES[Purpose(each.purpose)].lower()}. {STATES[State(each.state)]}.",
            f"With {each.post.title}, {each.post.organisation.name}",
            f"Asked besides: {each.asks}" if each.asks else "",
            *(_step(step) for step in each.steps.all()),
            *(line for offer in each.offers.all() for line in _offer(offer)),
            f"Earlier advice used again: {earlier.title}, {earlier.author}. {earlier.how}"
            if earlier
            else "",
            *(
                f"Earlier advice that was not used again after all: {one.title}, {one.author}. {one.how}"
                for one in each.earlier_set_aside.all()
            ),
        ),
        tells_places=True,
    )


def _step(each: Any) -> str:
    to = f" To: {each.post.title}." if each.post else ""
    before = " ".join(
        f"It said {day(one.was_on)} before. {one.why} Shown by: {one.shown_by}"
        for one in each.corrections.all()
    )
    return f"{day(each.stands_on)}: {ACTS[Act(each.act)]}.{to} {each.words} {before}".strip()


def _offer(each: Any) -> Iterator[str]:
    yield f"{day(each.offered_on)}: {HELPS[Help(each.kind)]} was offered by {each.offered_by}"
    for one in each.answers.all():
        yield f"{day(one.answered_on)}: {FAMILY_SAYS[FamilySays(one.says)]}. {one.words}"


def _submission(service: str, each: Any) -> HeldItem:
    checked = getattr(each, "quality_check", None)
    state = SubmissionState(each.state)
    documents = len(each.papers.all()) + (each.file_id is not None)
    return HeldItem(
        key=f"advice-version-{each.ref}",
        heading=ADVICE,
        title=f"{service}: version {each.number}, {SUBMISSION_STATES[state].lower()}",
        lines=(
            f"By {each.author_name}, {each.author_role}" if each.author_name else "",
            f"Given on {day(each.given_on)}" if each.given_on else "",
            each.text,
            f"Documents with it: {documents}" if documents else "",
            *(f"{ROW_KINDS[RowKind(row.kind)]}: {row.words}" for row in each.rows.all()),
            f"Sharing: {each.sharing}" if each.sharing else "",
            f"Sent back: {checked.reasons}" if checked and checked.reasons else "",
            *(
                f"A check that was undone said: {one.reasons}"
                for one in each.checks_set_aside.all()
                if one.reasons
            ),
        ),
        is_of_others=state is SubmissionState.WRITING or bool(each.sharing),
        tells_places=True,
    )


def _links(area_id: int, case_ref: str) -> Iterator[HeldItem]:
    rows = AdviceLink.objects.in_area(area_id).filter(request__case__ref=case_ref)
    for each in rows.select_related("organisation").prefetch_related("visits").order_by("id"):
        yield HeldItem(
            key=f"advice-link-{each.ref}",
            heading=LINKS,
            title=f"A link that was sent on {day(each.given_at)}",
            lines=(
                f"To {by_link(each)}",
                f"What the family agreed to: {each.consent}",
                f"It opened until {instant(each.given_until)}. Visits: {len(each.visits.all())}.",
                f"Ended on {day(each.ended_at)}: {each.ended_why}" if each.ended_at else "",
            ),
            is_of_others=True,
            tells_places=True,
        )


def _reports(area_id: int, case_ref: str, asker: str) -> Iterator[HeldItem]:
    rows = FamilyReport.objects.in_area(area_id).filter(case__ref=case_ref)
    found = rows.select_related("contact").prefetch_related("considered").order_by("id")
    for each in found:
        is_own = each.contact.ref == asker if each.contact else each.is_young_persons and not asker
        paid = PAID[Bought(each.bought)]
        yield HeldItem(
            key=f"advice-evidence-{each.ref}",
            heading=EVIDENCE,
            title=f"Something that {'you' if is_own else 'somebody'} gave on {day(each.received_on)}",
            lines=(
                each.title,
                f"Given by {each.given_by}",
                f"Written by {each.author}" if each.author else "",
                f"{paid}: {each.bought_words}" if paid else "",
                *(
                    f"{CONSIDERED[Considered(one.outcome)]}, {day(one.considered_on)}: {one.words}"
                    for one in each.considered.all()
                ),
            ),
            is_of_others=not is_own,
            tells_places=not is_own,
        )


def _uses(area_id: int, case_ref: str) -> Iterator[HeldItem]:
    rows = RowUse.objects.in_area(area_id).filter(case__ref=case_ref, removed_on=None)
    found = rows.select_related("submission__request", "report").prefetch_related(
        "answers__decision"
    )
    for each in found.order_by("id"):
        answers = list(each.answers.all())
        if answers:
            yield HeldItem(
                key=f"advice-use-{each.ref}",
                heading=USES,
                title=f"What the author of advice said of a row, asked on {day(each.asked_on)}",
                lines=tuple(line for one in answers for line in _answer(one)),
                tells_places=True,
            )


def _answer(each: Any) -> Iterator[str]:
    yield f"{day(each.answered_on)}: {ANSWERS[Answer(each.answer)]}. {each.words}".strip()
    yield f"The row said: {each.said}"
    decision = getattr(each, "decision", None)
    if decision is not None:
        yield f"{SETTLED[Settled(decision.settled)]}. {decision.reason}".strip()


def _notices(area_id: int, case_ref: str) -> Iterator[HeldItem]:
    rows = EarlyNotice.objects.in_area(area_id).filter(case__ref=case_ref)
    for each in rows.select_related("body").prefetch_related("steps").order_by("id"):
        yield HeldItem(
            key=f"advice-early-{each.ref}",
            heading=EARLY,
            title="An early notification by health",
            lines=(
                f"From {each.body.name}",
                f"Opinion: {each.opinion}",
                f"Rests on: {each.basis}" if each.basis else "",
                *(
                    f"{day(step.happened_on)}: {EARLY_STEPS[EarlyStep(step.step)]}. {step.words}".strip()
                    for step in each.steps.all()
                ),
                f"What staff read in it: {SAYS[Says(each.says)].lower()}. {each.reasons}"
                if each.says
                else "",
            ),
            tells_places=True,
        )
