"""Figures of one measure over periods, alone or with their total."""

from collections.abc import Sequence

from alongside.disclosure.axes import flat_axis
from alongside.disclosure.policy import Policy
from alongside.disclosure.proportions import SafeFigure, safe_figure, safe_rates
from alongside.disclosure.protection import protect
from alongside.disclosure.safe import SafeTable
from alongside.disclosure.tables import Layout, Published, table_from_leaves
from alongside.kernel.proportion import Proportion
from alongside.kernel.refusals import Refusal

_TOTAL = "All"


def safe_series(
    figures: Sequence[tuple[int, int]],
    policy: Policy,
    *,
    periods: Sequence[str] = (),
    total: str = "",
    published: Sequence[SafeTable | Published] = (),
) -> tuple[SafeFigure, ...]:
    """Figures, (numerator, denominator), of one measure, in order of the periods.

    Without ``total`` each is judged alone. With it, the name of the row that sums them, they are
    one table of periods, so that the total gives none away; the total's figure comes last. The
    measure's name belongs in ``total`` so that ``published`` releases can be told apart.

    >>> [each.text for each in safe_series([(3, 40), (12, 50)], Policy())]
    ['c of 40', '12 of 50']
    """
    if periods and len(periods) != len(figures):
        raise Refusal(f"There are {len(figures)} figures but {len(periods)} periods.")
    if published and not total:
        raise Refusal("Name the total of the series, so that it can be compared with releases.")
    if not total:
        return tuple(safe_figure(part, whole, policy) for part, whole in figures)
    names = list(periods) or [str(number) for number in range(1, len(figures) + 1)]
    for part, whole in figures:
        Proportion(part, whole)
    layout = Layout(
        title=total,
        rows=flat_axis("period", names, total=total),
        columns=flat_axis(f"outcome: {total}", ["yes", "no"], total=_TOTAL),
    )
    table = table_from_leaves(layout, [[part, whole - part] for part, whole in figures])
    return safe_rates(protect(table, policy, published=published), part=0)
