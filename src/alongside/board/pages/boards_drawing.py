"""Drawing the boards and their reporting lines as plain SVG: shapes carry classes, so that the
stylesheet colours them. The page says the same in sentences beside it.
"""

from collections.abc import Sequence
from textwrap import wrap

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from alongside.board.queries.board_values import BoardRow, LineView
from alongside.board.rules.diagram import (
    HEIGHT,
    WIDTH,
    Arrow,
    Box,
    DrawnBoard,
    DrawnLine,
    lay_out,
)
from alongside.board.words import LINE_KINDS
from alongside.kernel.actor import Actor

LETTERS = 24
MOST_LINES = 3
LINE_HEIGHT = 20
TITLE = "Boards and their reporting lines"


def drawing(actor: Actor, boards: Sequence[BoardRow], lines: Sequence[LineView]) -> SafeString:
    """Empty without a board."""
    if not boards:
        return SafeString("")
    drawn = [DrawnBoard(each.head.id, is_middle=each.head.is_improvement) for each in boards]
    diagram = lay_out(drawn, [DrawnLine(x.lower_id, x.upper_id, x.kind) for x in lines])
    rows = {each.head.id: each for each in boards}
    titles = {each.head.id: each.head.title for each in boards}
    return format_html(
        '<svg class="board-drawing" viewBox="0 0 {w} {h}" width="{w}" height="{h}" role="group" '
        'aria-label="{title}"><defs>{heads}</defs>{arrows}{boxes}</svg>',
        w=round(diagram.width),
        h=round(diagram.height),
        title=TITLE,
        heads=_head(),
        arrows=_joined([_arrow(arrow, titles) for arrow in diagram.arrows]),
        boxes=_joined([_box(actor, box, rows[box.id]) for box in diagram.boxes]),
    )


def _head() -> SafeString:
    return SafeString(
        '<marker id="board-head" class="board-arrow__head" viewBox="0 0 10 10" refX="9" refY="5" '
        'markerWidth="9" markerHeight="9" orient="auto"><path d="M0 0L10 5L0 10z"/></marker>'
    )


def _arrow(arrow: Arrow, titles: dict[int, str]) -> SafeString:
    words = LINE_KINDS[arrow.line.kind]
    x, y = arrow.label
    return format_html(
        '<g class="board-arrow board-arrow--{kind}"><title>{lower} {words} {upper}.</title>'
        '<polyline points="{points}" marker-end="url(#board-head)"/>'
        '<text x="{x}" y="{y}" aria-hidden="true">{words}</text></g>',
        kind=arrow.line.kind,
        lower=titles[arrow.line.lower],
        words=words,
        upper=titles[arrow.line.upper],
        points=" ".join(f"{a},{b}" for a, b in arrow.points),
        x=x,
        y=y + 4,
    )


def _box(actor: Actor, box: Box, board: BoardRow) -> SafeString:
    lines = title_lines(board.head.title)
    top = box.y + HEIGHT / 2 - LINE_HEIGHT * (len(lines) - 1) / 2 + 5
    return format_html(
        '<a class="board-box{middle}" href="{address}" aria-label="{title}"><title>{title}</title>'
        '<rect x="{x}" y="{y}" width="{w}" height="{h}" rx="8"/>{words}</a>',
        middle=" board-box--middle" if board.head.is_improvement else "",
        address=reverse("board:board", args=[actor.area_slug, board.head.ref]),
        title=board.head.title,
        x=box.x,
        y=box.y,
        w=WIDTH,
        h=HEIGHT,
        words=_joined(
            [
                format_html(
                    '<text x="{}" y="{}">{}</text>',
                    box.x + WIDTH / 2,
                    top + number * LINE_HEIGHT,
                    line,
                )
                for number, line in enumerate(lines)
            ]
        ),
    )


def title_lines(title: str) -> list[str]:
    """A title as it fits into a box; what does not fit ends in an ellipsis."""
    return wrap(title, LETTERS, max_lines=MOST_LINES, placeholder="…") or [title[:LETTERS]]


def _joined(parts: Sequence[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))
