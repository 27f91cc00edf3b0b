"""What the pages about one board share: the crumbs above it, and the form that changes it."""

from django.urls import reverse
from django.utils.html import format_html

from alongside.board import perms
from alongside.board.pages.views import crumbs
from alongside.board.queries.board_values import BoardHead
from alongside.board.queries.boards import board_head
from alongside.kernel.actor import Actor
from alongside.people.pages.filling import FormPage
from alongside.web.components import Cell, Column, Crumb, Row

CHANGE = Column("Change")


def board_address(actor: Actor, ref: str) -> str:
    return reverse("board:board", args=[actor.area_slug, ref])


def boards_crumb(actor: Actor) -> Crumb:
    return Crumb("Boards", reverse("board:boards", args=[actor.area_slug]))


def board_crumbs(actor: Actor, head: BoardHead, *rest: str) -> tuple[Crumb, ...]:
    """Down to the board, then the given words without addresses."""
    board = Crumb(head.title, board_address(actor, head.ref) if rest else "")
    return crumbs(actor, boards_crumb(actor), board, *(Crumb(words) for words in rest))


def head_for_change(actor: Actor, ref: str) -> BoardHead:
    """The board, for somebody who may change it. Raises Hidden."""
    actor.check_may(perms.RUN)
    return board_head(actor, board_ref=ref)


def board_form(
    actor: Actor, head: BoardHead, *, title: str, submit: str, facts: tuple[Row, ...] = ()
) -> FormPage:
    """A page with one form about the board; afterwards the board's own page."""
    return FormPage(
        title=title,
        submit=submit,
        crumbs=board_crumbs(actor, head, title),
        after=board_address(actor, head.ref),
        done="Your change has been saved.",
        facts=(Row("Board", head.title), *facts),
    )


def change_cell(actor: Actor, words: str, name: str, ref: str, *, what: str) -> Cell:
    """A link of a table whose words say to a listener what it is about."""
    shown = format_html('{}<span class="govuk-visually-hidden">: {}</span>', words, what)
    return Cell(shown, address=reverse(f"board:{name}", args=[actor.area_slug, ref]))
