"""What a measure must say before it can be used, and which figures it can believe."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from alongside.kernel.dates import day_in_words
from alongside.kernel.refusals import Refusal, Refusals
from alongside.measures.codes import PERCENT, Accountability, Better, Kind, Release
from alongside.measures.rules.figures import tidy_unit
from alongside.measures.rules.overlapping import check_looks_back

MOST_MONTHS = 24

_REQUIRED = (
    ("code", "Give the measure a code, such as 4.1a."),
    ("title", "Give the measure a title in plain words."),
    ("question", "Write the question that the measure answers."),
    ("unit", "Say in what it is counted: percent, days, projects."),
    ("numerator_words", "Say what is counted."),
    ("source", "Say where the figures come from."),
)
OUT_OF_WHAT = "Say out of what it is counted."
"""Asked of a share beside everything else."""


@dataclass(frozen=True, slots=True)
class Definition:
    """Everything that a measure says of itself. ``owner`` is the public name of a post, and ``partners``
    are those of organisations that have a part in turning it.
    """

    code: str
    title: str
    question: str
    kind: Kind
    accountability: Accountability
    unit: str
    source: str
    owner: str
    numerator_words: str
    better: Better = Better.HIGHER
    denominator_words: str = ""
    left_out_words: str = ""
    every_months: int | None = None
    looks_back_months: int | None = None
    plausible_from: Decimal | None = None
    plausible_until: Decimal | None = None
    release: Release = Release.UNDER_FIVE
    review_on: date | None = None
    published_code: str = ""
    partners: tuple[str, ...] = ()

    @property
    def is_share(self) -> bool:
        return tidy_unit(self.unit) == PERCENT


def check_definition(new: Definition) -> None:
    """Raises Refusals naming everything that is missing, so that it can be mended in one go."""
    wanted = (*_REQUIRED, ("denominator_words", OUT_OF_WHAT)) if new.is_share else _REQUIRED
    found = [Refusal(why, field=name) for name, why in wanted if not getattr(new, name).strip()]
    if not new.owner:
        found.append(Refusal("Choose the post that answers for this measure.", field="owner"))
    found += [*_rhythm_refusals(new), *_range_refusals(new)]
    if found:
        raise Refusals(found)


def _rhythm_refusals(new: Definition) -> list[Refusal]:
    if new.every_months is None or 1 <= new.every_months <= MOST_MONTHS:
        return _looking_back_refusals(new)
    return [
        Refusal(
            f"A measure is counted every 1 to {MOST_MONTHS} months. Leave it empty when there is no "
            "fixed rhythm.",
            field="every_months",
        )
    ]


def _looking_back_refusals(new: Definition) -> list[Refusal]:
    try:
        check_looks_back(new.looks_back_months, new.every_months)
    except Refusal as refusal:
        return [refusal]
    return []


def _range_refusals(new: Definition) -> list[Refusal]:
    low, high = new.plausible_from, new.plausible_until
    if low is not None and high is not None and high <= low:
        return [
            Refusal(
                "The highest plausible figure must be above the lowest.", field="plausible_until"
            )
        ]
    ends = {"plausible_from": low, "plausible_until": high}
    return [
        Refusal("A percentage lies between 0 and 100.", field=name)
        for name, end in ends.items()
        if new.is_share and end is not None and not 0 <= end <= 100
    ]


def check_plausible(value: Decimal, low: Decimal | None, high: Decimal | None, unit: str) -> None:
    """Raises Refusal when an entered figure lies outside what its measure holds to be possible."""
    if (low is None or value >= low) and (high is None or value <= high):
        return
    sign = "%" if unit == PERCENT else f" {unit}"
    ends = [
        f"at least {low.normalize():f}{sign}" if low is not None else "",
        f"at most {high.normalize():f}{sign}" if high is not None else "",
    ]
    raise Refusal(
        f"{value.normalize():f}{sign} is not plausible: this measure expects "
        f"{' and '.join(end for end in ends if end)}. Check the figure, or change the range that "
        "the measure holds to be plausible.",
        field="numerator" if unit == PERCENT else "value",
    )


def is_review_overdue(review_on: date | None, today: date) -> bool:
    return review_on is not None and review_on < today


def review_words(review_on: date | None, today: date) -> str:
    """Shown on the figure while its definition waits to be looked at again; otherwise empty."""
    if review_on is None or not is_review_overdue(review_on, today):
        return ""
    return f"The definition should have been reviewed by {day_in_words(review_on)}"
