"""A board's own work on its page: versions of its terms, standing items and forward plan."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from alongside.board import perms
from alongside.board.pages.board_trail import CHANGE, change_cell
from alongside.board.queries.board_values import BoardPage, ForwardView, StandingView, TermsView
from alongside.kernel.actor import Actor
from alongside.web.components import Cell, Column, Door, RecordedItem, Table
from alongside.web.markup import tag
from alongside.web.writing import day, short_day

STANDING = (Column("Item", is_wide=True), Column("Presented by"), Column("Since"))
FORWARD = (
    Column("What the board will come to", is_wide=True),
    Column("When"),
    Column("Looked after by"),
    Column("State"),
)


def terms_rows(actor: Actor, one: BoardPage) -> tuple[RecordedItem, ...]:
    return tuple(_terms_row(actor, version) for version in one.terms)


def standing_table(actor: Actor, one: BoardPage) -> Table:
    runs = actor.may(perms.RUN)
    return Table(
        "Standing items",
        (*STANDING, CHANGE) if runs else STANDING,
        [tuple(_standing_row(actor, item, runs=runs)) for item in one.standing],
        caption_hidden=True,
        stack=True,
        empty="No item comes to every meeting yet.",
    )


def forward_table(actor: Actor, one: BoardPage, *, today: date) -> Table:
    runs = actor.may(perms.RUN)
    return Table(
        "Forward plan",
        (*FORWARD, CHANGE) if runs else FORWARD,
        [tuple(_forward_row(actor, item, today, runs=runs)) for item in one.forward],
        caption_hidden=True,
        stack=True,
        empty="Nothing is planned ahead yet.",
    )


def _terms_row(actor: Actor, version: TermsView) -> RecordedItem:
    files = Door("Download the file", _at(actor, "terms_file", version.ref))
    return RecordedItem(
        title=f"Version {version.number}",
        address=_at(actor, "terms", version.ref),
        tag=tag("In force", "green") if version.is_current else "",
        body=version.what_changed,
        notes=(f"Agreed on {day(version.agreed_on)}",),
        doors=(files,) if version.file_name else (),
    )


def _standing_row(actor: Actor, item: StandingView, *, runs: bool) -> Iterator[Cell | str]:
    yield Cell(item.title, is_header=True)
    yield Cell(item.presenter or "Nobody named", note=_holders(item.presenter, item.presenters))
    until = f"Until {day(item.item_until)}" if item.item_until else ""
    yield Cell(short_day(item.item_from), note=until)
    if runs and not item.item_until:
        yield change_cell(actor, "End", "end_standing_item", item.ref, what=item.title)
    elif runs:
        yield ""


def _forward_row(
    actor: Actor, item: ForwardView, today: date, *, runs: bool
) -> Iterator[Cell | str]:
    yield Cell(item.title, is_header=True)
    yield str(item.due)
    yield Cell(item.owner or "Nobody named", note=_holders(item.owner, item.owners))
    yield _forward_state(actor, item, today)
    if runs:
        waits = not item.is_withdrawn and not item.meeting_ref
        yield (
            change_cell(actor, "Withdraw", "withdraw_forward_item", item.ref, what=item.title)
            if waits
            else ""
        )


def _holders(post: str, names: tuple[str, ...]) -> str:
    """Who holds a post today; empty when no post is named."""
    return (" and ".join(names) or "Nobody holds this post today") if post else ""


def _forward_state(actor: Actor, item: ForwardView, today: date) -> Cell:
    if item.is_withdrawn:
        return Cell("Withdrawn", tag_colour="grey", note=item.withdrawn_why)
    if item.meeting_ref:
        address = reverse("board:meeting", args=[actor.area_slug, item.meeting_ref])
        return Cell(f"On the agenda of {day(item.meeting_on)}", address=address)
    if item.due is not None and item.due.has_passed(today):
        return Cell("Not taken in time", tag_colour="amber")
    return Cell("Waiting", tag_colour="blue")


def _at(actor: Actor, name: str, ref: str) -> str:
    return reverse(f"board:{name}", args=[actor.area_slug, ref])
