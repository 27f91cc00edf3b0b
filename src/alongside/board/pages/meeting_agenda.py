"""The agenda of one meeting as its page shows it: each item with minutes, papers, decisions and
follow-ups under it, and what this person may do there.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from alongside.board import perms
from alongside.board.pages.follow_ups import follow_up_address, state_of
from alongside.board.queries.follow_ups import FollowUpRow
from alongside.board.queries.meeting_values import (
    DecisionLine,
    ItemView,
    MeetingHead,
    MeetingPage,
    PaperView,
)
from alongside.board.queries.presenting import items_presented
from alongside.kernel.actor import Actor
from alongside.web.components import Door
from alongside.web.markup import paragraphs, tag
from alongside.web.writing import day, instant, size


@dataclass(frozen=True, slots=True)
class PaperShown:
    """``address`` is empty for a paper that was taken back; ``note`` then says why."""

    title: str
    address: str
    note: str
    tag: str
    doors: tuple[Door, ...]


@dataclass(frozen=True, slots=True)
class DecisionShown:
    number: str
    address: str
    text: str
    should_change: str
    look_back: str
    tag: str


@dataclass(frozen=True, slots=True)
class FollowUpShown:
    text: str
    address: str
    note: str
    tag: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One item. ``missing`` says that nothing is minuted, once something should be."""

    anchor: str
    number: int
    title: str
    note: str
    purpose: str
    minutes: str
    missing: str
    papers: tuple[PaperShown, ...]
    decisions: tuple[DecisionShown, ...]
    follow_ups: tuple[FollowUpShown, ...]
    doors: tuple[Door, ...]


def entries(actor: Actor, one: MeetingPage, *, today: date) -> tuple[Entry, ...]:
    """Whoever presents an item may add a paper to it, besides those who run the board."""
    row = one.head.row
    open_ = not actor.may(perms.RUN) and row.state in ("planned", "held")
    own = items_presented(actor, row.id, today=today) if open_ else frozenset()
    return tuple(
        _entry(actor, one, item, _doors(actor, one, item, today, own)) for item in one.items
    )


def papers_shown(actor: Actor, one: MeetingPage, *, item_id: int | None) -> tuple[PaperShown, ...]:
    """Of one item, or of the whole meeting and of items that were taken off."""
    there = {item.id for item in one.items}
    own = [
        paper
        for paper in one.papers
        if (paper.item_id if paper.item_id in there else None) == item_id
    ]
    return tuple(_paper(actor, paper) for paper in own)


def decisions_shown(
    actor: Actor, one: MeetingPage, *, item_id: int | None
) -> tuple[DecisionShown, ...]:
    there = {item.id for item in one.items}
    own = [x for x in one.decisions if (x.item_id if x.item_id in there else None) == item_id]
    return tuple(_decision(actor, each) for each in own)


def follow_ups_shown(
    actor: Actor, one: MeetingPage, *, item_id: int | None
) -> tuple[FollowUpShown, ...]:
    there = {item.id for item in one.items}
    own = [x for x in one.follow_ups if (x.item_id if x.item_id in there else None) == item_id]
    return tuple(follow_up_shown(actor, each) for each in own)


def follow_up_shown(actor: Actor, row: FollowUpRow) -> FollowUpShown:
    return FollowUpShown(
        text=row.text,
        address=follow_up_address(actor, row.ref),
        note=f"{row.owner} ({row.holder_words}), by {day(row.due_on)}",
        tag=tag(*state_of(row)),
    )


def may_change(actor: Actor, head: MeetingHead) -> bool:
    return actor.may(perms.RUN) and head.row.state in ("planned", "held")


def may_record(actor: Actor, head: MeetingHead, today: date) -> bool:
    """From the day of the meeting until its minutes are signed."""
    return may_change(actor, head) and head.row.held_on <= today


def _doors(
    actor: Actor, one: MeetingPage, item: ItemView, today: date, own: Collection[str]
) -> tuple[Door, ...]:
    if item.ref in own:
        add = _at(actor, "add_paper", one.head.row.ref)
        return (Door("Add a paper", f"{add}?item={item.ref}"),)
    return tuple(_item_doors(actor, one, item, today))


def _entry(actor: Actor, one: MeetingPage, item: ItemView, doors: tuple[Door, ...]) -> Entry:
    by = f"{item.kind_label}. Presented by {item.presenter}" if item.presenter else item.kind_label
    wants = one.head.row.state in ("held", "signed") and not item.minutes
    return Entry(
        anchor=f"item-{item.number}",
        number=item.number,
        title=item.title,
        note=by,
        purpose=paragraphs(item.purpose) if item.purpose else "",
        minutes=paragraphs(item.minutes) if item.minutes else "",
        missing="Nothing is minuted under this item." if wants else "",
        papers=papers_shown(actor, one, item_id=item.id),
        decisions=decisions_shown(actor, one, item_id=item.id),
        follow_ups=follow_ups_shown(actor, one, item_id=item.id),
        doors=doors,
    )


def _item_doors(actor: Actor, one: MeetingPage, item: ItemView, today: date) -> list[Door]:
    doors = []
    if may_record(actor, one.head, today):
        words = "Change the minutes" if item.minutes else "Write the minutes"
        doors.append(Door(words, _at(actor, "write_minutes", item.ref)))
        if one.head.row.state == "held":
            decide = _at(actor, "record_decision", one.head.row.ref)
            doors.append(Door("Record a decision", f"{decide}?item={item.ref}"))
        give = _at(actor, "add_follow_up", one.head.row.ref)
        doors.append(Door("Give a follow-up", f"{give}?item={item.ref}"))
    if may_change(actor, one.head):
        doors.append(Door("Change the item", _at(actor, "change_item", item.ref)))
        if not item.minutes and not any(each.item_id == item.id for each in one.decisions):
            doors.append(Door("Take off", _at(actor, "take_off_item", item.ref)))
    return doors


def _paper(actor: Actor, paper: PaperView) -> PaperShown:
    added = f"{_kind(paper.file_name)}, {size(paper.size_bytes)}, added {instant(paper.added_at)}"
    if paper.withdrawn_at is not None:
        note = f"Taken back on {day(paper.withdrawn_at)}: {paper.withdrawn_why}"
        return PaperShown(paper.title, "", note, tag("Taken back"), ())
    back = Door("Take back", _at(actor, "withdraw_paper", paper.ref))
    return PaperShown(
        title=paper.title,
        address=_at(actor, "paper_file", paper.ref),
        note=added,
        tag=tag("Late", "amber") if paper.is_late else "",
        doors=(back,) if actor.may(perms.RUN) else (),
    )


def _kind(file_name: str) -> str:
    """PDF, DOCX: the ending as people know it."""
    _, dot, ending = file_name.rpartition(".")
    return ending.upper() if dot else "File"


def _decision(actor: Actor, each: DecisionLine) -> DecisionShown:
    return DecisionShown(
        number=each.number,
        address=_at(actor, "decision", each.ref),
        text=each.text,
        should_change=each.should_change,
        look_back=f"The board looks back on {day(each.look_back_on)}",
        tag="" if each.was_quorate else tag("Made without a quorum", "red"),
    )


def _at(actor: Actor, name: str, ref: str) -> str:
    return reverse(f"board:{name}", args=[actor.area_slug, ref])
