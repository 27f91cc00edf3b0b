"""Letters, EHC plans and the advice of panels about a child, for whoever asked for everything held."""

import json
from collections.abc import Iterator

from alongside.casework.letters.words import STATES as LETTER_STATES
from alongside.casework.models import FamilyMessage, Letter, PanelItem, PlanVersion
from alongside.casework.plans.reading import parts_of, plan_view
from alongside.casework.plans.words import KINDS
from alongside.casework.queries.plan_values import PlanView, RowView
from alongside.casework.rules.family_release import Item
from alongside.casework.rules.letter_codes import LetterState
from alongside.casework.rules.letters import Audience
from alongside.casework.rules.letters_writing import texts_of
from alongside.casework.rules.panels import Advice, Question
from alongside.casework.rules.plans.codes import VersionState
from alongside.casework.words import QUESTIONS, advice_words
from alongside.documents.content import from_json
from alongside.kernel.dates import day_in_words

LETTERS, PLANS, PANELS = "Letters", "EHC plans", "What panels advised"


def letter_items(message: FamilyMessage, *, is_restricted: bool) -> Iterator[Item]:
    """Every letter that was written. One to somebody else of the family is theirs."""
    written = message.case.letters.exclude(content="").select_related("sending")
    for letter in written.order_by("id"):
        is_family = letter.audience == Audience.FAMILY
        is_own = is_family and letter.contact_id == message.contact_id
        yield Item(
            key=f"letter-{letter.ref}",
            heading=LETTERS,
            title=_letter_title(letter, is_own=is_own, is_family=is_family),
            lines=(*_sent(letter), *filter(None, texts_of(from_json(json.loads(letter.content))))),
            is_of_others=is_family and not is_own,
            is_closed=is_restricted and not is_own,
        )


def _letter_title(letter: Letter, *, is_own: bool, is_family: bool) -> str:
    whose = "A letter to you" if is_own else "A letter to somebody else"
    return f"{whose if is_family else 'A letter about the child'}, dated {day_in_words(letter.dated_on)}"


def _sent(letter: Letter) -> tuple[str, ...]:
    sending = getattr(letter, "sending", None)
    sent = (f"Sent on {day_in_words(sending.sent_on)}",) if sending else ()
    if letter.state == LetterState.SENT:
        return sent
    return (*sent, LETTER_STATES[LetterState(letter.state)])


def plan_items(message: FamilyMessage, *, is_restricted: bool) -> Iterator[Item]:
    """What was issued and what is being written. An EHC plan names the school and where the child lives."""
    rows = (
        PlanVersion.objects.in_area(message.area_id)
        .filter(case=message.case_id)
        .exclude(state=VersionState.DISCARDED.value)
        .select_related("case__child", "event")
        .prefetch_related("parts")
    )
    for row in rows.order_by("number"):
        view = plan_view(row, parts_of(row))
        yield Item(
            key=f"plan-{row.ref}",
            heading=PLANS,
            title=_plan_title(view),
            lines=tuple(_said(view)),
            is_closed=is_restricted,
        )


def _plan_title(view: PlanView) -> str:
    when = f"issued on {day_in_words(view.issued_on)}" if view.issued_on else "being written"
    return f"{KINDS[view.kind]}, number {view.number}, {when}"


def _said(view: PlanView) -> Iterator[str]:
    for part in view.parts:
        for section in part.sections:
            yield section.title
            yield from section.sentences
            for row in section.rows:
                yield from _row(row)


def _row(row: RowView) -> Iterator[str]:
    if row.headline:
        yield row.headline
    for label, words in row.boxes:
        if words not in row.headline_boxes:
            yield f"{label}: {words}" if label else words


def panel_items(message: FamilyMessage, *, is_restricted: bool) -> Iterator[Item]:
    """What a panel was asked about the child, and what it advised with its reasons."""
    rows = PanelItem.objects.in_area(message.area_id).filter(case=message.case_id)
    for row in rows.select_related("meeting__panel").order_by("meeting__meets_on", "id"):
        question = Question(row.question)
        advice = advice_words(question, Advice(row.advice)) if row.advice else ""
        yield Item(
            key=f"panel-{row.ref}",
            heading=PANELS,
            title=f"{day_in_words(row.meeting.meets_on)}: {QUESTIONS[question]}",
            lines=tuple(filter(None, (row.meeting.panel.name, advice, row.reasons))),
            is_closed=is_restricted and bool(row.reasons),
        )
