"""Addresses of records, and those that keep what a person has chosen, so that a view can be shared by its address."""

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

from django.http import HttpRequest
from django.urls import reverse

NEIGHBOURS = 1
ANY_RECORD = "0" * 16


def at_record(name: str, *, area: str, ref: str) -> str:
    """The page of one record. What stands before and after its ref is looked up once: a page of fifty links would
    spend as long on that as on a query. Raises NoReverseMatch.
    """
    before, after = _around(name, area)
    return f"{before}{quote(ref, safe='')}{after}"


@lru_cache(maxsize=4096)
def _around(name: str, area: str) -> tuple[str, str]:
    before, _, after = reverse(name, args=[area, ANY_RECORD]).rpartition(ANY_RECORD)
    return before, after


def with_query(request: HttpRequest, **changes: str | int | None) -> str:
    """The same page with some query values changed. None takes a value out."""
    query = request.GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value is not None:
            query[name] = str(value)
    encoded = query.urlencode()
    return f"{request.path}?{encoded}" if encoded else request.path


@dataclass(frozen=True, slots=True)
class PageLink:
    """A numbered page; a gap has no address."""

    number: int
    address: str
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class Pagination:
    """``start`` and ``stop`` slice the list; ``first_shown`` and ``last_shown`` count from one."""

    current: int
    page_count: int
    total: int
    start: int
    stop: int
    links: tuple[PageLink, ...]
    previous_address: str
    next_address: str

    @property
    def first_shown(self) -> int:
        return self.start + 1 if self.total else 0

    @property
    def last_shown(self) -> int:
        return min(self.stop, self.total)


def paginate(request: HttpRequest, *, total: int, per_page: int = 50) -> Pagination:
    """Which part of a list to show. A page that cannot be is answered with the nearest one."""
    page_count = max(1, -(-total // per_page))
    current = min(_asked_page(request), page_count)
    numbers = sorted(
        {
            1,
            page_count,
            *range(max(1, current - NEIGHBOURS), min(page_count, current + NEIGHBOURS) + 1),
        }
    )
    return Pagination(
        current=current,
        page_count=page_count,
        total=total,
        start=(current - 1) * per_page,
        stop=current * per_page,
        links=_with_gaps([_link(request, number, current) for number in numbers]),
        previous_address=_page_address(request, current - 1) if current > 1 else "",
        next_address=_page_address(request, current + 1) if current < page_count else "",
    )


def _asked_page(request: HttpRequest) -> int:
    asked = request.GET.get("page", "1")
    return max(1, int(asked)) if asked.isascii() and asked.isdigit() and len(asked) < 10 else 1


def _page_address(request: HttpRequest, number: int) -> str:
    return with_query(request, page=None if number == 1 else number)


def _link(request: HttpRequest, number: int, current: int) -> PageLink:
    return PageLink(number, _page_address(request, number), is_current=number == current)


def _with_gaps(links: list[PageLink]) -> tuple[PageLink, ...]:
    shown: list[PageLink] = []
    for link in links:
        if shown and link.number > shown[-1].number + 1:
            shown.append(PageLink(0, ""))
        shown.append(link)
    return tuple(shown)
