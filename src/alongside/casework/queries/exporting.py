"""Putting a case together as a document: only the chosen parts, without what others may not be told, and with
a list of what was left out.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from alongside.casework.models import Case, CaseExport, Letter
from alongside.casework.queries.one_case import chronology
from alongside.casework.queries.values import Chronology, DutyView, EventView
from alongside.casework.rules.bodies import DECISIONS
from alongside.casework.rules.exporting import (
    ALWAYS_LEFT_OUT,
    ExportOrder,
    Part,
    not_chosen,
    secrets_of,
    takes,
    without,
)
from alongside.casework.rules.letter_codes import LetterState
from alongside.casework.words import PARTS, PURPOSES
from alongside.documents.content import (
    Block,
    Bullets,
    Document,
    Heading,
    Paragraph,
    Table,
    TableCell,
    TableColumn,
)
from alongside.kernel.actor import Actor
from alongside.kernel.dates import day_in_words
from alongside.kernel.refusals import Hidden
from alongside.law.words import state_in_words
from alongside.people.queries import own_area

Rows = Iterable[Sequence[str]]


def case_document(actor: Actor, *, case_ref: str, order: ExportOrder, today: date) -> Document:
    """Raises Hidden."""
    one = chronology(actor, case_ref=case_ref, today=today)
    case = Case.objects.in_area(actor.area_id).select_related("child").get(ref=case_ref)
    clean = Cleaner(case)
    made_of = Material(one=one, case=case, order=order, clean=clean, today=today)
    blocks = [block for part in order.parts for block in _part(part, made_of)]
    return Document(
        title=f"Case {one.head.number}",
        subtitle=f"{one.head.child.name}, born {day_in_words(one.head.child.born_on)}. "
        f"Put together for: {PURPOSES[order.purpose].lower()}.",
        author=own_area(actor).name,
        dated=today,
        blocks=(*blocks, *_left_out(order, clean)),
    )


def export_of(actor: Actor, *, export_ref: str, today: date) -> CaseExport:
    """One whose case the actor may read. Raises Hidden."""
    found: CaseExport | None = (
        CaseExport.objects.visible_to(actor)
        .select_related("case__child", "pdf", "made_by")
        .filter(ref=export_ref, case__in=Case.objects.open_to(actor, today=today).values("pk"))
        .first()
    )
    if found is None:
        raise Hidden("export")
    return found


class Cleaner:
    """Takes out of each text what is restricted, and remembers what it took."""

    def __init__(self, case: Case) -> None:
        self._secrets = secrets_of(_restricted(case))
        self.taken: dict[str, int] = {}

    def __call__(self, text: str) -> str:
        cleaned, found = without(text, self._secrets)
        for label in found:
            self.taken[label] = self.taken.get(label, 0) + 1
        return cleaned


def _restricted(case: Case) -> Iterator[tuple[str, str]]:
    """Where people live and how they are reached, and where the child lives if that is restricted."""
    label = "Where somebody lives, or how they are reached"
    for contact in case.child.contacts.all():
        yield from ((text, label) for text in (contact.address, contact.phone, contact.email))
    for row in case.child.addresses.all():
        if row.restriction:
            yield from ((text, "Where the child lives") for text in (row.address, row.postcode))


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What an export is made of."""

    one: Chronology
    case: Case
    order: ExportOrder
    clean: Cleaner
    today: date


def _part(part: Part, made_of: Material) -> Iterator[Block]:
    """Notes stand among what happened."""
    if part is Part.NOTES:
        return
    yield Heading(level=1, text=PARTS[part])
    headings, rows = _RULED[part]
    yield _table(headings, rows(made_of))


def _happened(made_of: Material) -> Rows:
    for each in reversed(made_of.one.events):
        if takes(made_of.order, each.kind):
            yield (_when(each), each.means, made_of.clean(_said(each)), each.recorded_by)


def _duties(made_of: Material) -> Rows:
    return [_duty(each, made_of.today) for each in made_of.one.duties]


def _duty(each: DutyView, today: date) -> Sequence[str]:
    due_on = each.duty.due_on
    return (
        each.duty.provision.title,
        day_in_words(due_on) if due_on else "No day is set",
        state_in_words(each.duty, today),
        each.duty.authority,
    )


def _decisions(made_of: Material) -> Rows:
    for each in reversed(made_of.one.events):
        if each.told_as in DECISIONS:
            yield (_when(each), each.means, each.recorded_by, made_of.clean(_said(each)))


def _letters(made_of: Material) -> Rows:
    case, clean = made_of.case, made_of.clean
    rows = Letter.objects.in_area(case.area_id).filter(case=case, state=LetterState.SENT.value)
    for letter in rows.select_related("sending").order_by("dated_on", "id"):
        sent_on = day_in_words(letter.sending.sent_on)
        yield (day_in_words(letter.dated_on), clean(letter.title), letter.recipient_name, sent_on)


def _when(each: EventView) -> str:
    words = day_in_words(each.happened_on)
    if each.received_on and each.received_on != each.happened_on:
        words += f", received {day_in_words(each.received_on)}"
    if each.is_told:
        return f"{words} (told later)"
    return f"{words} (corrected later)" if each.corrected_by else words


def _said(each: EventView) -> str:
    return "; ".join(f"{label}: {words}" for label, words in each.said)


def _table(headings: Sequence[str], rows: Rows) -> Table:
    return Table(
        caption=headings[1],
        columns=tuple(TableColumn(heading, width=_WIDTHS.get(heading, 2)) for heading in headings),
        rows=tuple(tuple(TableCell(text or "–") for text in row) for row in rows),
        empty="Nothing is recorded.",
        is_compact=True,
    )


_WIDTHS = {"What was said": 4, "Reasons": 4, "How it stands": 3, "Where": 3, "What the law asks": 3}


_RULED: Mapping[Part, tuple[Sequence[str], Callable[[Material], Rows]]] = {
    Part.HAPPENED: (("Day", "What happened", "What was said", "By"), _happened),
    Part.DUTIES: (("What the law asks", "By when", "How it stands", "Where"), _duties),
    Part.DECISIONS: (("Day", "Decision", "Who decided", "Reasons"), _decisions),
    Part.LETTERS: (("Dated", "Letter", "To", "Sent"), _letters),
}


def _left_out(order: ExportOrder, clean: Cleaner) -> tuple[Block, ...]:
    taken = [f"{label}: left out of {count} entries." for label, count in clean.taken.items()]
    return (
        Heading(level=1, text="What is left out"),
        Paragraph("This is not everything that is held. These are left out:"),
        Bullets((*ALWAYS_LEFT_OUT, *taken, *not_chosen(order, PARTS))),
    )
