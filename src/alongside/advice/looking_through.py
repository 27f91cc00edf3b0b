"""What the checklist finds in a submission, as the pages show it."""

from collections.abc import Sequence
from itertools import groupby

from alongside.advice.framework import framework_numbered
from alongside.advice.queries.values import RowView, SubmissionPage
from alongside.advice.rules.checklist import AdviceLine, Noted, WrittenAdvice, look_through
from alongside.web.components import RecordedItem


def found_in(page: SubmissionPage) -> tuple[Noted, ...]:
    return look_through(
        WrittenAdvice(
            text=page.text,
            lines=tuple(_line(each) for each in page.rows),
            author_role=page.line.role,
            registration=page.registration,
            basis=page.basis,
            was_seen=page.seen_on is not None,
            is_later=page.is_later,
            has_file=page.has_file,
        )
    )


def checklist(page: SubmissionPage) -> tuple[RecordedItem, ...]:
    """Item by item of the framework, with what was found for each; what nothing was found for is for a
    person to look at.
    """
    found = sorted(found_in(page), key=lambda each: each.item.value)
    by_item = {item.value: list(noted) for item, noted in groupby(found, lambda each: each.item)}
    items = framework_numbered(page.framework).looked_for(is_later=page.is_later)
    return tuple(
        RecordedItem(title=each.asks, notes=_notes(by_item[each.code]))
        for each in items
        if each.code in by_item
    )


def _notes(found: Sequence[Noted]) -> tuple[str, ...]:
    """Each place once, with what to write instead."""
    return tuple(dict.fromkeys(_note(each) for each in found))


def _note(each: Noted) -> str:
    where = f"“{_short(each.text)}”: " if each.text else ""
    return f"{where}{each.why} {each.suggestion}".strip()


def _short(text: str) -> str:
    words = text.split()
    return " ".join(words) if len(words) <= 12 else f"{' '.join(words[:12])} …"


def _line(each: RowView) -> AdviceLine:
    return AdviceLine(
        key=each.key,
        kind=each.kind,
        words=each.words,
        who=each.who,
        how_much=each.how_much,
        how_often=each.how_often,
        how_long=each.how_long,
        where=each.where,
        by_when=each.by_when,
        meets=(each.meets,) if each.meets else (),
    )
