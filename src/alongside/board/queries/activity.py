"""What was done since the inspection, month by month: by the area, from its action plans, and by
the board itself, from the board's own records.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from alongside.board.models import Meeting, PackEdition, Revisit, Visit
from alongside.board.queries.meetings import check_may_view, recorded_words_of
from alongside.kernel.actor import Actor
from alongside.kernel.dates import PartialDate, day_in_words, first_of_month
from alongside.plan.queries.of_area import ActivityOfPlan, activities
from alongside.web.clock import london_day


@dataclass(frozen=True, slots=True)
class BoardDeed:
    """Something that the board did. ``kind`` is "meeting", "pack", "visit", "letter" or "revisit";
    ``ref`` names the meeting, the pack, the visit or the revisit.
    """

    kind: str
    ref: str
    on: date
    words: str


@dataclass(frozen=True, slots=True)
class MonthOfActivity:
    """What the area did has no day; what the board did is in the order of its days."""

    month: date
    by_area: tuple[ActivityOfPlan, ...]
    by_board: tuple[BoardDeed, ...]


@dataclass(frozen=True, slots=True)
class ActivityPage:
    """Months without anything are left out. ``undated`` is what has no month."""

    months: tuple[MonthOfActivity, ...]
    undated: tuple[ActivityOfPlan, ...]
    area_count: int
    board_count: int


def activity_page(actor: Actor, *, today: date) -> ActivityPage:
    """The oldest month first, in five queries. An activity of two months stands once,
    in the first of them."""
    check_may_view(actor)
    done = activities(actor)
    deeds = sorted(_deeds(actor, today), key=lambda deed: deed.on)
    by_area, by_board = _by_month(done), _deeds_by_month(deeds)
    return ActivityPage(
        months=tuple(
            MonthOfActivity(month, tuple(by_area.get(month, ())), tuple(by_board.get(month, ())))
            for month in sorted({*by_area, *by_board})
        ),
        undated=tuple(each for each in done if not each.months),
        area_count=len(done),
        board_count=len(deeds),
    )


def _by_month(done: Sequence[ActivityOfPlan]) -> Mapping[date, list[ActivityOfPlan]]:
    """By the first of its months; the page says which the others are."""
    found: dict[date, list[ActivityOfPlan]] = defaultdict(list)
    for each in done:
        if each.months:
            found[min(months_of(each))].append(each)
    return found


def months_of(each: ActivityOfPlan) -> tuple[date, ...]:
    """The months of an activity, the earliest first."""
    return tuple(sorted(first_of_month(PartialDate.parse(month).first) for month in each.months))


def _deeds_by_month(deeds: Sequence[BoardDeed]) -> Mapping[date, list[BoardDeed]]:
    found: dict[date, list[BoardDeed]] = defaultdict(list)
    for deed in deeds:
        found[first_of_month(deed.on)].append(deed)
    return found


def _deeds(actor: Actor, today: date) -> Iterator[BoardDeed]:
    yield from _meetings(actor)
    yield from _packs(actor)
    yield from _visits(actor, today)
    yield from _revisits(actor)


def _meetings(actor: Actor) -> Iterator[BoardDeed]:
    rows = Meeting.objects.visible_to(actor).filter(held_at__isnull=False)
    for ref, on, board, quorate, at in rows.values_list(
        "ref", "held_on", "board__title", "was_quorate", "held_at"
    ):
        without = "" if quorate else ", without a quorum"
        late = recorded_words_of(on, at)
        yield BoardDeed("meeting", ref, on, f"{board} met{without}{f'. {late}' if late else ''}")


def _packs(actor: Actor) -> Iterator[BoardDeed]:
    rows = PackEdition.objects.visible_to(actor).filter(issued_at__isnull=False)
    for ref, title, number, at in rows.values_list(
        "pack__ref", "pack__title", "number", "issued_at"
    ):
        edition = "" if number == 1 else f", edition {number}"
        yield BoardDeed("pack", ref, london_day(at), f"Issued: {title}{edition}")


def _visits(actor: Actor, today: date) -> Iterator[BoardDeed]:
    rows = Visit.objects.visible_to(actor).filter(held_on__lte=today, called_off_at=None)
    for ref, on, visitors, letter_on in rows.values_list("ref", "held_on", "visitors", "letter_on"):
        yield BoardDeed("visit", ref, on, f"Support and challenge visit by {visitors}")
        if letter_on is not None:
            words = f"Outcome letter of the visit of {day_in_words(on)}"
            yield BoardDeed("letter", ref, letter_on, words)


def _revisits(actor: Actor) -> Iterator[BoardDeed]:
    standing = Revisit.objects.visible_to(actor).filter(withdrawn_at=None)
    for ref, on, title in standing.values_list("ref", "letter_on", "title"):
        yield BoardDeed("revisit", ref, on, f"Letter of the revisit: {title}")
