"""What a room has for others, in one shape, so that a lower room never asks a higher one.

Each room's ``offers.py`` makes one ``Offers``; ``config`` lists them. The home page, search, calendar
feeds and navigation ask the list, not the rooms.
"""

from collections.abc import Callable, Sequence
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


def _no_cards(actor: Actor, today: date) -> Sequence[HomeCard]:
    return ()


def _no_hits(actor: Actor, words: str) -> Sequence[SearchHit]:
    return ()


def _no_dates(actor: Actor, today: date) -> Sequence[OwnDate]:
    return ()


def _no_links(actor: Actor) -> Sequence[NavigationLink]:
    return ()


def _nothing_beside(actor: Actor, subject: str, ref: str, today: date) -> Beside:
    return Beside()


@dataclass(frozen=True, slots=True)
class Offers:
    """Everything is asked as the actor: a room offers only what this person may see."""

    room: str
    home_cards: Callable[[Actor, date], Sequence[HomeCard]] = field(default=_no_cards)
    search: Callable[[Actor, str], Sequence[SearchHit]] = field(default=_no_hits)
    dates: Callable[[Actor, date], Sequence[OwnDate]] = field(default=_no_dates)
    navigation: Callable[[Actor], Sequence[NavigationLink]] = field(default=_no_links)
    beside: Callable[[Actor, str, str, date], Beside] = field(default=_nothing_beside)


def beside(actor: Actor, subject: str, ref: str, today: date) -> tuple[Beside, ...]:
    """What every room adds beside one record, such as ("plan.line", its public name)."""
    return tuple(room.beside(actor, subject, ref, today) for room in installed())


class _Installed:
    offers: tuple[Offers, ...] = ()


def install(offers: Sequence[Offers]) -> None:
    """Called once by ``config`` as the process starts."""
    _Installed.offers = tuple(offers)


def installed() -> tuple[Offers, ...]:
    return _Installed.offers
