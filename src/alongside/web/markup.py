"""Small pieces of HTML made in Python, for places where an include for every row would be slow.

Everything given is escaped unless it is already safe. The same functions are template tags in
``house``.
"""

from collections.abc import Sequence
from html import escape

from django.utils.html import format_html, linebreaks
from django.utils.safestring import SafeString, mark_safe

from alongside.web.components import TAG_COLOURS, Cell, Column, KeyFigure, Table
from alongside.web.writing import counted, day, instant, number, partial, short_day, size, words_for

__all__ = [
    "counted", "day", "escaped", "instant", "key_figure", "link", "muted", "number", "paragraphs", "partial",
    "progress", "short_day", "size", "table", "tag", "words_for",
]  # fmt: skip

NOTHING = "–"
_OPENED_TAGS = {colour: f'<strong class="house-tag house-tag--{colour}">' for colour in TAG_COLOURS}


def escaped(value: object) -> SafeString:
    """What ``conditional_escape`` gives, at a third of its time: a page of tables asks thousands of times.
    It is safe afterwards, so that nothing is escaped twice.
    """
    if isinstance(value, SafeString):
        return value
    return SafeString(value.__html__() if hasattr(value, "__html__") else escape(str(value)))


def tag(words: str, colour: str = "grey") -> SafeString:
    """A state in words, with a colour that only repeats them. An unknown colour raises KeyError."""
    return SafeString(f"{_OPENED_TAGS[colour]}{escaped(words)}</strong>")


def link(words: str, address: str) -> SafeString:
    return SafeString(f'<a class="govuk-link" href="{escaped(address)}">{escaped(words)}</a>')


def muted(words: str) -> SafeString:
    return format_html('<span class="house-muted">{}</span>', words)


def paragraphs(text: str) -> SafeString:
    """What a person wrote, escaped, with its paragraphs and line breaks."""
    return SafeString(linebreaks(text, autoescape=True).replace("<p>", '<p class="govuk-body">'))


def progress(done: int, total: int, label: str) -> SafeString:
    """A bar and its numbers in words; with nothing to count it says so."""
    if total < 1:
        return format_html('<span class="house-progress">{}: nothing to count yet</span>', label)
    return format_html(
        '<span class="house-progress">'
        '<span class="house-progress__words">{label}: {done} of {total}</span>'
        '<progress class="house-progress__bar" max="{max}" value="{value}" aria-label="{label}">'
        "</progress></span>",
        label=label,
        done=number(done),
        total=number(total),
        max=total,
        value=done,
    )


def key_figure(figure: KeyFigure) -> SafeString:
    value = link(figure.value, figure.address) if figure.address else figure.value
    parts = [
        format_html('<dt class="house-figure__label">{}</dt>', figure.label),
        format_html('<dd class="house-figure__value">{}</dd>', value),
    ]
    if figure.base:
        parts.append(format_html('<dd class="house-figure__base">{}</dd>', figure.base))
    if figure.note:
        parts.append(format_html('<dd class="house-figure__note">{}</dd>', figure.note))
    return _joined('<div class="house-figure">', parts, "</div>")


def table(value: Table) -> SafeString:
    """A whole table, escaped. It scrolls sideways in a region that the keyboard reaches."""
    caption = escaped(value.caption)
    hidden = " govuk-visually-hidden" if value.caption_hidden else ""
    roles = value.stack
    opening = (
        f'<div class="house-scroll{" house-scroll--stack" if roles else ""}" role="group" '
        f'aria-label="{caption}" tabindex="0"><table class="govuk-table house-table"'
        f"{_role('table', roles)}>"
        f'<caption class="govuk-table__caption govuk-table__caption--m{hidden}">'
        f"{caption}</caption>"
    )
    rows = [_row(row, value.columns, roles=roles) for row in value.rows] or [_empty_row(value)]
    body = f'<tbody class="govuk-table__body"{_role("rowgroup", roles)}>{"".join(rows)}</tbody>'
    # Headings above nothing only take room.
    head = _head(value.columns, roles=roles) if value.rows else ""
    return SafeString(f"{opening}{head}{body}</table></div>")


def _head(columns: Sequence[Column], *, roles: bool) -> str:
    cells = [
        f'<th scope="col" class="govuk-table__header{_column_classes(column, "header")}"'
        f"{_role('columnheader', roles)}>{escaped(column.title)}</th>"
        for column in columns
    ]
    return (
        f'<thead class="govuk-table__head"{_role("rowgroup", roles)}><tr class="govuk-table__row"'
        f"{_role('row', roles)}>{''.join(cells)}</tr></thead>"
    )


def _row(cells: Sequence[Cell | str], columns: Sequence[Column], *, roles: bool) -> str:
    written = [
        _cell(cell, column, roles=roles) for cell, column in zip(cells, columns, strict=True)
    ]
    return f'<tr class="govuk-table__row"{_role("row", roles)}>{"".join(written)}</tr>'


def _cell(cell: Cell | str, column: Column, *, roles: bool) -> str:
    classes = _column_classes(column, "cell")
    if roles and _says_nothing(cell):
        classes += " house-nothing"
    label = f' data-label="{escaped(column.title)}"' if roles else ""
    if isinstance(cell, Cell) and cell.is_header:
        role = _role("rowheader", roles)
        opened = f'<th scope="row" class="govuk-table__header{classes}"{label}{role}>'
        return f"{opened}{_content(cell)}</th>"
    return (
        f'<td class="govuk-table__cell{classes}"{label}{_role("cell", roles)}>{_content(cell)}</td>'
    )


def _says_nothing(cell: Cell | str) -> bool:
    """A card on a phone leaves it out: nothing, or a dash alone. A dash that is a ``Cell`` is meant."""
    if isinstance(cell, Cell):
        return not (cell.text or cell.note)
    return cell in {"", NOTHING}


def _content(cell: Cell | str) -> str:
    if not isinstance(cell, Cell):
        return escaped(cell)
    content = tag(cell.text, cell.tag_colour) if cell.tag_colour else escaped(cell.text)
    if cell.address:
        content = link(content, cell.address)
    if cell.note:
        content = SafeString(f'{content} <span class="house-note">{escaped(cell.note)}</span>')
    return content


def _column_classes(column: Column, part: str) -> str:
    wide = " house-wide" if column.is_wide else ""
    return f" govuk-table__{part}--numeric{wide}" if column.is_number else wide


def _empty_row(value: Table) -> str:
    sentence = escaped(value.empty)
    return (
        f'<tr class="govuk-table__row"{_role("row", value.stack)}>'
        '<td class="govuk-table__cell house-muted" '
        f'colspan="{len(value.columns)}"{_role("cell", value.stack)}>{sentence}</td></tr>'
    )


def _role(name: str, wanted: bool) -> str:  # noqa: FBT001 - one word in an attribute
    return f' role="{name}"' if wanted else ""


def _joined(opening: str, parts: Sequence[str], closing: str) -> SafeString:
    return mark_safe(opening + "".join(parts) + closing)  # noqa: S308 - every part was escaped above
