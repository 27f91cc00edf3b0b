"""What a room has for others, in one shape, so that a lower room never asks a higher one.

Each room's ``offers.py`` makes one ``Offers``; ``config`` lists them. The home page, search, calendar
feeds and navigation ask the list, not the rooms.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from alongside.kernel.actor import Actor
from alongside.web.components import Door, RecordedItem


@dataclass(frozen=True, slots=True)
class CardRow:
    """One line of a home-page card: what it is, where it leads, and a short word on its state."""

    text: str
    address: str
    note: str = ""
    tag: str = ""
    tag_colour: str = ""


@dataclass(frozen=True, slots=True)
class HomeCard:
    """One answer to "what needs me today?". ``order`` is smallest first; ``empty`` shows when there is nothing."""

    title: str
    order: int
    rows: Sequence[CardRow] = ()
    total_count: int = 0
    more_address: str = ""
    empty: str = "Nothing needs you here today."


@dataclass(frozen=True, slots=True)
class SearchHit:
    title: str
    address: str
    kind: str
    excerpt: str = ""


@dataclass(frozen=True, slots=True)
class OwnDate:
    """A day in a person's own calendar. ``ref`` stays the same while the day moves; no personal detail."""

    ref: str
    on: date
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class NavigationLink:
    title: str
    address: str
    order: int


@dataclass(frozen=True, slots=True)
class Beside:
    """What another room adds to the page of a record: buttons, and a list of its own with a title.

    The list is left out while it is empty.
    """

    doors: tuple[Door, ...] = ()
    title: str = ""
    items: tuple[RecordedItem, ...] = ()


@dataclass(frozen=True, slots=True)
class Tied:
    """A record of a higher room that rests on a series of figures, such as a line of the plan.

    ``group`` is what it is filed under: the weakness, or the priority. ``state`` is a short word.
    ``whole`` is the title uncut, where that was shortened.
    """

    title: str
    address: str
    group: str = ""
    state: str = ""
    whole: str = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    """A figure that a room can work out from its records. ``every_months`` are the rhythms in which
    it may be counted: a share by month, quarter or year, a count at a month's end by month alone.
    ``counted_by`` says in words which day puts a record into its period. ``carries_over``: a record that
    is counted in one period is counted in the next as well, unless something ends it.
    """

    code: str
    title: str
    unit: str
    every_months: tuple[int, ...] = (1,)
    counted_by: str = ""
    carries_over: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldItem:
    """One thing that a room holds about a child, for whoever of the family asked for everything held.

    ``title`` says what it is and not what is in it. ``is_of_others``: withheld until an officer finds that it
    may be told. ``tells_places``: never told to somebody who must not know where the child is.
    """

    key: str
    heading: str
    title: str
    lines: tuple[str, ...] = ()
    is_of_others: bool = False
    tells_places: bool = False


def _no_ties(actor: Actor) -> Mapping[str, Sequence[Tied]]:
    return {}


def _not_open(
    actor: Actor, counted_as: str, keys: Collection[str]
) -> Sequence[RecordedItem] | None:
    return None


def _nothing_drawn(actor: Actor, counted_as: str) -> str:
    return ""


def _no_cards(actor: Actor, today: date) -> Sequence[HomeCard]:
    return ()


def _no_hits(actor: Actor, words: str) -> Sequence[SearchHit]:
    return ()


def _no_dates(actor: Actor, today: date) -> Sequence[OwnDate]:
    return ()


def _no_links(actor: Actor) -> Sequence[NavigationLink]:
    return ()


_NOTHING = Beside()


def _nothing_beside(actor: Actor, subject: str, ref: str, today: date) -> Beside:
    return _NOTHING


def _no_public_doors() -> Sequence[Door]:
    return ()


def _nothing_held(area_id: int, case_ref: str, asker: str) -> Sequence[HeldItem]:
    return ()


def _nothing_in_the_way(area_id: int, step: str, ref: str) -> Sequence[str]:
    return ()


@dataclass(frozen=True, slots=True)
class Offers:
    """Everything is asked as the actor: a room offers only what this person may see.

    ``computed_in`` names the module with the definitions of ``indicators`` and the facts they are
    counted from (``FACTS``, ``INDICATORS``), which only the worker loads. ``drawn_beside`` is a drawing that
    stands beside an indicator, as ``measures.pictures`` keeps it; empty for none. ``rows_behind`` are the
    records of those keys for whoever may see them; None when the indicator is another room's, or the
    records are closed to this person. ``in_the_way`` are sentences that refuse a lower room's step for a
    record, whoever takes it. ``public_doors`` lead anybody, without an account, from the page where others
    sign in.
    """

    room: str
    home_cards: Callable[[Actor, date], Sequence[HomeCard]] = field(default=_no_cards)
    search: Callable[[Actor, str], Sequence[SearchHit]] = field(default=_no_hits)
    dates: Callable[[Actor, date], Sequence[OwnDate]] = field(default=_no_dates)
    navigation: Callable[[Actor], Sequence[NavigationLink]] = field(default=_no_links)
    beside: Callable[[Actor, str, str, date], Beside] = field(default=_nothing_beside)
    in_the_way: Callable[[int, str, str], Sequence[str]] = field(default=_nothing_in_the_way)
    public_doors: Callable[[], Sequence[Door]] = field(default=_no_public_doors)
    held: Callable[[int, str, str], Sequence[HeldItem]] = field(default=_nothing_held)
    ties: Callable[[Actor], Mapping[str, Sequence[Tied]]] = field(default=_no_ties)
    indicators: tuple[Indicator, ...] = ()
    computed_in: str = ""
    drawn_beside: Callable[[Actor, str], str] = field(default=_nothing_drawn)
    rows_behind: Callable[[Actor, str, Collection[str]], Sequence[RecordedItem] | None] = field(
        default=_not_open
    )


def beside(actor: Actor, subject: str, ref: str, today: date) -> tuple[Beside, ...]:
    """What the rooms add beside one record, such as ("plan.line", its public name)."""
    found = (room.beside(actor, subject, ref, today) for room in installed())
    return tuple(each for each in found if each != _NOTHING)


def in_the_way(area_id: int, step: str, ref: str) -> tuple[str, ...]:
    """Why a step such as "casework.final_plan" may not be taken for the record of that public name."""
    return tuple(why for room in installed() for why in room.in_the_way(area_id, step, ref))


def public_doors() -> tuple[Door, ...]:
    """What anybody may open without an account."""
    return tuple(door for room in installed() for door in room.public_doors())


def held(area_id: int, case_ref: str, asker: str) -> tuple[HeldItem, ...]:
    """What every room holds about the child of a case. ``asker`` is the ref of who asked in the record, empty
    for the young person. The caller has found that they may ask.
    """
    return tuple(item for room in installed() for item in room.held(area_id, case_ref, asker))


def ties(actor: Actor) -> Mapping[str, tuple[Tied, ...]]:
    """By the public name of a series, what rests on it in every room."""
    found: dict[str, tuple[Tied, ...]] = {}
    for room in installed():
        for ref, tied in room.ties(actor).items():
            found[ref] = (*found.get(ref, ()), *tied)
    return found


def indicators() -> tuple[Indicator, ...]:
    """What every room can work out from its records."""
    return tuple(each for room in installed() for each in room.indicators)


def computing_modules() -> tuple[str, ...]:
    """For the worker: where the rooms define their indicators."""
    return tuple(room.computed_in for room in installed() if room.computed_in)


def drawn_beside(actor: Actor, counted_as: str) -> str:
    """What a room has drawn beside one of its indicators, for whoever may see it."""
    return next(
        (drawn for room in installed() if (drawn := room.drawn_beside(actor, counted_as))), ""
    )


def rows_behind(
    actor: Actor, counted_as: str, keys: Collection[str]
) -> tuple[RecordedItem, ...] | None:
    """The records behind a computed figure; None for whoever stops at the counts."""
    for room in installed():
        found = room.rows_behind(actor, counted_as, keys)
        if found is not None:
            return tuple(found)
    return None


class _Installed:
    offers: tuple[Offers, ...] = ()


def install(offers: Sequence[Offers]) -> None:
    """Called once by ``config`` as the process starts."""
    _Installed.offers = tuple(offers)


def installed() -> tuple[Offers, ...]:
    return _Installed.offers
