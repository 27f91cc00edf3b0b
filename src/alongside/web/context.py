"""What the layout of every page shows: where you are, who you are, where you can go.

Runs no query and survives requests without an actor, such as sign-in and error pages.
"""

from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest
from django.urls import NoReverseMatch, get_urlconf, reverse
from django.utils.functional import SimpleLazyObject

from alongside.kernel.actor import Actor
from alongside.web import clock, offers
from alongside.web.writing import day

SERVICE = "Alongside"
BRANDS = ("harbour", "forest", "plum", "brick", "slate", "royal")


@dataclass(frozen=True, slots=True)
class MenuLink:
    title: str
    address: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """``unread_count`` is None when nobody counted; ``demonstration`` is empty in real work."""

    service: str
    area_name: str
    brand: str
    home_address: str
    search_address: str
    search_words: str
    menu: tuple[MenuLink, ...]
    person_name: str
    is_signed_in: bool
    unread_count: int | None
    notices_address: str
    account_address: str
    sign_in_address: str
    sign_out_address: str
    demonstration: str


def layout(request: HttpRequest) -> dict[str, object]:
    """The context processor. ``public_doors`` are read only by the page that shows them."""
    return {
        "layout": _layout(request),
        "messages": SimpleLazyObject(lambda: _messages(request)),
        "public_doors": SimpleLazyObject(offers.public_doors),
    }


def _layout(request: HttpRequest) -> Layout:
    door = getattr(request, "came_by_link", "")
    is_visitor = bool(door)
    actor: Actor | None = None if is_visitor else getattr(request, "actor", None)
    area = getattr(request, "area", None)
    slug = actor.area_slug if actor else ""
    return Layout(
        service=SERVICE,
        area_name=_area_name(area),
        brand=_brand(area),
        home_address=_home(slug, door),
        search_address=f"/{slug}/search/" if slug else "",
        search_words=request.GET.get("q", "")[:200] if request.path == f"/{slug}/search/" else "",
        menu=_menu(actor, request.path),
        person_name=actor.name if actor else getattr(request, "person_name", ""),
        is_signed_in=actor is not None or _has_known_account(request),
        unread_count=getattr(request, "unread_notice_count", None),
        notices_address=f"/{slug}/notices/",
        account_address=_address("mine:page") or _address("mfa_index"),
        sign_in_address="" if is_visitor else _address("account_login"),
        sign_out_address=_address("account_logout"),
        demonstration=_demonstration(),
    )


def _home(slug: str, door: str) -> str:
    """A visitor by link has one page, called ``door``, and nothing else of the house."""
    if door:
        return _address(door)
    return f"/{slug}/" if slug else "/"


def _menu(actor: Actor | None, path: str) -> tuple[MenuLink, ...]:
    """What the rooms offer this person.

    The longest address that begins the path is the current one.
    """
    if actor is None:
        return ()
    links = sorted(
        (link for room in offers.installed() for link in room.navigation(actor)),
        key=lambda link: (link.order, link.title),
    )
    current = max(
        (link.address for link in links if path.startswith(link.address)), key=len, default=""
    )
    return tuple(MenuLink(link.title, link.address, link.address == current) for link in links)


def _has_known_account(request: HttpRequest) -> bool:
    """Asks only what the sign-in middleware already found out: the layout makes no query."""
    return bool(getattr(getattr(request, "_cached_user", None), "is_authenticated", False))


def _area_name(area: object) -> str:
    """The record's name when the middleware put one on the request; never the slug."""
    return str(getattr(area, "name", ""))


def _brand(area: object) -> str:
    chosen = getattr(area, "brand", "")
    return chosen if chosen in BRANDS else BRANDS[0]


def _demonstration() -> str:
    moved = clock.moved_by()
    if not (moved or settings.DEMONSTRATION):
        return ""
    shown = f" Today is shown as {day(clock.today())}." if moved else ""
    return f"Demonstration: invented people.{shown}"


_found_addresses: dict[tuple[str, str], str] = {}


def _address(name: str) -> str:
    """A fixed address by its name, or nothing where this installation has no such page.

    Looked up once.
    """
    key = (str(get_urlconf() or settings.ROOT_URLCONF), name)
    if key not in _found_addresses:
        try:
            _found_addresses[key] = reverse(name)
        except NoReverseMatch:
            _found_addresses[key] = ""
    return _found_addresses[key]


def _messages(request: HttpRequest) -> list[Message]:
    return list(messages.get_messages(request))
