"""The one way out: ``protect`` turns a table of true counts into a ``SafeTable``.

It decides which numbers are hidden: the small ones, then those that would give them away by
subtraction within the table, between a filter and the whole, or against what was published before;
then it rounds. It stores nothing: whoever publishes keeps the releases and hands them in.

It guards against a reader who knows every release and the policy, and does sums. It does not guard
against one who knows some of the children, or guesses that a number is as it was in another period.
A small number and one hidden for its sake bear the same mark: telling them apart would say that the
first is small. Policies of one source should not be mixed for the same children.
"""

from collections.abc import Sequence

import numpy as np

from alongside.disclosure.differencing import part_tables
from alongside.disclosure.joining import Joined, joined
from alongside.disclosure.policy import Policy
from alongside.disclosure.safe import SEAL, SafeTable, Why
from alongside.disclosure.search import Flags, Search
from alongside.disclosure.tables import Published, Shown, Table
from alongside.kernel.refusals import Refusal

_PROGRAMS_TO_SHOW_AGAIN = 60


def protect(
    table: Table, policy: Policy, *, published: Sequence[SafeTable | Published] = ()
) -> SafeTable:
    """Hides what has to be hidden and rounds the rest.

    ``published``: earlier releases that count some of the same children: other filters, other
    breakdowns, earlier versions of the same figures. Those of other children do no harm. Leave the
    date out of the filters where most children stay from one release to the next and put it in
    where each release counts children of its own.

    Refused, with a sentence, when an earlier release gives a small number away whatever is hidden
    here, and when the releases are too many to be checked together.

    >>> from alongside.disclosure.axes import flat_axis
    >>> from alongside.disclosure.tables import Layout, table_from_leaves
    >>> layout = Layout(title="By need", rows=flat_axis("need", ["ASD", "SEMH", "PD"]))
    >>> protect(table_from_leaves(layout, [[3], [9], [20]]), Policy()).shown
    ((None,), (None,), (20,), (32,))
    """
    releases = [each.published if isinstance(each, SafeTable) else each for each in published]
    together = joined(table, policy, releases)
    is_hidden = _hidden_cells(together)
    places = together.at[0].reshape(table.layout.shape)
    return SafeTable(
        layout=table.layout,
        policy=policy,
        shown=_shown(table, policy, is_hidden[places]),
        why=_reasons(is_hidden[places], together.was_hidden[places]),
        notes=_notes(together, is_hidden[places], together.was_hidden[places]),
        hides_zeros=together.hides_zeros,
        seal=SEAL,
    )


def _hidden_cells(together: Joined) -> Flags:
    """Zeros that the policy shows are hidden only where nothing else helps."""
    try:
        return _searched(together)
    except Refusal:
        if together.policy.hides_zero:
            raise
        together.hides_zeros = True
        return _searched(together)


def _searched(together: Joined) -> Flags:
    cells = together.cells()
    settled = cells.is_hidden.copy()
    search = Search(cells)
    search.protect_all()
    search.show_again(settled, _PROGRAMS_TO_SHOW_AGAIN)
    if together.known_fit is not None:
        part_tables(search, together.in_tables(), together.known_fit, together.policy)
        search.protect_all()
    return cells.is_hidden


def _shown(table: Table, policy: Policy, is_hidden: Flags) -> Shown:
    layout = table.layout

    def shown(row: int, column: int) -> int | None:
        count = table.counts[row][column]
        if is_hidden[row, column]:
            return None
        return count if policy.exempts(*layout.levels_at(row, column)) else policy.rounded(count)

    rows, columns = layout.shape
    return tuple(tuple(shown(row, column) for column in range(columns)) for row in range(rows))


def _reasons(is_hidden: Flags, was_hidden: Flags) -> tuple[tuple[Why | None, ...], ...]:
    before = np.where(was_hidden, Why.HIDDEN_BEFORE, Why.SMALL_OR_SUBTRACTION)
    return tuple(
        tuple(Why(why) if hidden else None for hidden, why in zip(line, reasons, strict=True))
        for line, reasons in zip(is_hidden, before, strict=True)
    )


def _notes(together: Joined, is_hidden: Flags, was_hidden: Flags) -> tuple[str, ...]:
    policy, count = together.policy, int(is_hidden.sum())
    notes = [policy.sentence]
    if count:
        are = "number is" if count == 1 else "numbers are"
        notes.append(
            f"{count} of {is_hidden.size} {are} hidden. A hidden number may be larger: it is then "
            "hidden so that a small one cannot be worked out by subtraction."
        )
    if together.hides_zeros:
        notes.append("In this table a hidden number may also be 0.")
    if (is_hidden & was_hidden).any():
        notes.append("Numbers that an earlier release hid stay hidden here.")
    notes += [
        f"The earlier release “{together.releases[number - 1].layout.title}” gives other numbers "
        "for some of these children; they were corrected since."
        for number in sorted(together.apart)
    ]
    if policy.exempt_levels:
        notes.append(
            f"Numbers at these levels are not hidden for being small: {', '.join(policy.exempt_levels)}."
        )
    return tuple(notes)
