"""The reference page of the import format, printed from its definitions."""

from collections.abc import Iterator

from alongside.plan.transfer.formats import PROGRESS, STATEMENT
from alongside.plan.transfer.schema import Key, ListOf, Node, Number, Object, Text
from alongside.plan.transfer.table_columns import MEANINGS, NEEDED
from alongside.plan.words import STEPS

_HEAD = """# The format of action plans

*This page is printed from the definitions by `make docs`. Change the definitions, not the page.*

An action plan is imported with `alongside statement import FILE` or on the page “Import”, and given back with
`alongside statement export REF --format json`. A file is taken whole or not at all. Everything that is wrong with
it is told at once, with its line and column and how to mend it.

There are three kinds of file: the **action plan** itself as JSON, the **published progress** of an action plan as
JSON, and a **table** as CSV or Excel workbook (.xlsx).

## What holds for both JSON documents

- UTF-8, at most 10 MB. No name stands twice in one object, and no other names stand beside those below, unless it says so.
- `null` means *not published*. It stays null and reads “not published”; nothing is filled in.
- *always* means that the export writes the key even when it is null or empty; *left out when empty* that it does not.
  A file may do otherwise, and the export gives it back as the file had it.
- A date is a month (`2020-06`) or a day (`2020-06-05`). Printed words that cannot be read as a date are kept in the
  key that ends in `_printed`, and become a question.
- A target number that is printed plainly (`eq`) means *at least*; `gt`, for “over” or “above”, means *more than*.

## Leads

A lead cell such as `(M.S) CYC (K.McN) CCG` is kept as printed. When the cell begins with initials in brackets, the
organisation stands **after** its initials; when it begins with an organisation, the organisation stands **before** its
initials and counts until the next one: in `CYC (S.D) CCG (S.DV) (P.C)`, P.C is printed under CCG.

A lead is assigned only when exactly one listed leader has the initials, and in the printed organisation. Everything
else becomes a question: more than one leader with the initials (one of them in that organisation is *proposed*), a
leader of another organisation, initials that nobody has, an organisation without initials. Nobody is given access.

## Statuses

The words are those of the document’s own `progress_scale`, or: {steps}. Anything else is refused. A published status
keeps its words and is marked “as published; evidence not held here”.

## Importing again

The same file again changes nothing. A changed file shows what differs first, and is applied when that is accepted.
Words, dates, leads and answers that people changed here stay, and what the file would have changed is reported. What a
changed file no longer has is removed only when nothing rests on it.
"""
_TABLE_HEAD = """
## The table

CSV in UTF-8 or an Excel workbook with one sheet; headings in the first row, in any order. Besides the columns below,
there is one column for each date of statuses, whose heading ends with its month: `RAG May 20` is May 2020. A row may
hold an action, a measure and an impact of its outcome side by side. Lead, dates and statuses belong to the action when
the row names its part or its reference, and to the outcome otherwise. What a table does not mention stays as it is.

| column | needed | what it holds |
| --- | --- | --- |
"""


def action_plan_format_page() -> str:
    """Markdown for ``docs/reference/action-plan-format.md``."""
    lines = [_HEAD.format(steps=", ".join(f"“{label}”" for label in STEPS.values()))]
    lines += _document("The action plan", STATEMENT)
    lines += _document("The published progress", PROGRESS)
    lines.append(_TABLE_HEAD.rstrip("\n"))
    lines += [
        f"| {name} | {'yes' if name in NEEDED else 'no'} | {meaning} |"
        for name, meaning in MEANINGS.items()
    ]
    return "\n".join(lines) + "\n"


def _document(title: str, node: Object) -> list[str]:
    head = [
        "",
        f"## {title}",
        "",
        "| key | holds | presence | meaning |",
        "| --- | --- | --- | --- |",
    ]
    return [*head, *_rows(node, "")]


def _rows(node: Object, above: str) -> Iterator[str]:
    for key in node.keys:
        name = f"{above}{key.name}"
        yield f"| `{name}` | {_holds(key.node)} | {_presence(key)} | {key.meaning} |"
        if not key.apart:
            yield from _inside(key.node, name)
    if node.others is not None and above:
        yield f"| `{above}…` | {_holds(node.others)} | any name | by a name of your own |"
        yield from _inside(node.others, f"{above}…")


def _inside(node: Node, name: str) -> Iterator[str]:
    match node:
        case Object():
            yield from _rows(node, f"{name}.")
        case ListOf(of=Object() as item):
            yield from _rows(item, f"{name}[].")


def _holds(node: Node) -> str:
    match node:
        case Text(choices=choices) if choices:
            return " or ".join(f"`{choice}`" for choice in choices)
        case Text(is_date=True):
            return "month or day"
        case Text(longest=longest):
            return f"text of up to {longest} letters" if longest else "text"
        case Number(places=0, least=least, most=most):
            return f"whole number from {least} to {most}"
        case Number(places=places):
            return f"number with up to {places} decimal places"
        case ListOf(of=Object()):
            return "list of objects"
        case ListOf(of=of, has_gaps=has_gaps):
            return f"list, each a {_holds(of)}{' or null' if has_gaps else ''}"
    return "object"


def _presence(key: Key) -> str:
    if key.needed:
        return "needed"
    return "left out when empty" if key.optional else "always"
