"""A person's own messages: the list, and marking them as read."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from alongside.access import perms as access_perms
from alongside.kernel.actor import Actor
from alongside.notices import operations, queries
from alongside.notices.models import Notice
from alongside.web import clock, markup
from alongside.web.addresses import Pagination, paginate
from alongside.web.components import Crumb, Tab
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page

PER_PAGE = 30


@dataclass(frozen=True, slots=True)
class NoticeRow:
    sentence: str
    address: str
    when: str
    is_unread: bool
    read_address: str


@dataclass(frozen=True, slots=True)
class NoticesPage:
    crumbs: tuple[Crumb, ...]
    tabs: tuple[Tab, ...]
    rows: tuple[NoticeRow, ...]
    pagination: Pagination
    unread_count: int
    read_all_address: str


@page("GET", needs=None)
def notices(request: PageRequest, area: str) -> HttpResponse:
    found = queries.own_notices(request.actor)
    pagination = paginate(request, total=found.count(), per_page=PER_PAGE)
    content = NoticesPage(
        crumbs=(Crumb("Home", f"/{area}/"), Crumb("Messages")),
        tabs=tabs(request.actor, "notices"),
        rows=tuple(_row(area, n) for n in found[pagination.start : pagination.stop]),
        pagination=pagination,
        unread_count=queries.unread(request.actor).count(),
        read_all_address=reverse("notices:read_all", args=[area]),
    )
    return render_page(request, "notices/notices.html", {"page": content})


@page("POST", needs=None)
def read(request: PageRequest, area: str, ref: str) -> HttpResponse:
    operations.mark_read(actor=request.actor, at=clock.now(), refs=[ref])
    return redirect("notices:notices", area)


@page("POST", needs=None)
def read_all(request: PageRequest, area: str) -> HttpResponse:
    count = operations.mark_read(actor=request.actor, at=clock.now())
    messages.success(request, f"Marked as read: {markup.counted(count, 'message,messages')}.")
    return redirect("notices:notices", area)


def tabs(actor: Actor, current: str) -> tuple[Tab, ...]:
    titles = {
        "notices": "Messages",
        "settings": "How you are told",
        "calendar": "Calendar",
    }
    if actor.may(access_perms.ADMINISTER):
        titles["outbox"] = "E-mails not sent"
    return tuple(
        Tab(title, reverse(f"notices:{name}", args=[actor.area_slug]), is_current=name == current)
        for name, title in titles.items()
    )


def crumbs(area: str, title: str) -> tuple[Crumb, ...]:
    messages_address = reverse("notices:notices", args=[area])
    return (Crumb("Home", f"/{area}/"), Crumb("Messages", messages_address), Crumb(title))


def _row(area: str, notice: Notice) -> NoticeRow:
    return NoticeRow(
        sentence=notice.sentence,
        address=notice.address,
        when=markup.instant(notice.made_at),
        is_unread=notice.read_at is None,
        read_address=reverse("notices:read", args=[area, notice.ref]),
    )
