"""The layout shows where you are and who you are, and asks the database nothing."""

from collections.abc import Iterator
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import override_settings

from alongside.kernel.actor import Actor
from alongside.web import clock, offers
from alongside.web.context import Layout, layout
from alongside.web.offers import NavigationLink, Offers
from tests.web.requests import as_chair, visitor


def _navigation(actor: Actor) -> list[NavigationLink]:
    home = f"/{actor.area_slug}/"
    return [NavigationLink("Action plan", f"{home}plan/", 2), NavigationLink("Home", home, 1)]


@pytest.fixture
def rooms() -> Iterator[None]:
    before = offers.installed()
    offers.install([Offers("plan", navigation=_navigation)])
    yield
    offers.install(before)


@pytest.fixture
def moved_clock() -> Iterator[None]:
    clock.move(timedelta(days=-400))
    yield
    clock.move(timedelta(0))


def shown(request: Any) -> Layout:
    found = layout(request)["layout"]
    assert isinstance(found, Layout)
    return found


@pytest.mark.usefixtures("rooms")
def test_the_menu_is_in_order_and_marks_the_closest_place() -> None:
    menu = shown(as_chair("/york/plan/lines/")).menu
    assert [(link.title, link.is_current) for link in menu] == [
        ("Home", False),
        ("Action plan", True),
    ]


@pytest.mark.usefixtures("rooms")
def test_a_visitor_has_no_menu_and_no_search() -> None:
    found = shown(visitor("/account/login/"))
    assert (found.menu, found.search_address, found.person_name, found.is_signed_in) == (
        (),
        "",
        "",
        False,
    )


def test_somebody_signed_in_without_an_area_can_still_sign_out() -> None:
    request: Any = visitor("/account/2fa/")
    request._cached_user = SimpleNamespace(is_authenticated=True)
    assert shown(request).is_signed_in is True


def test_the_area_brings_its_name_and_colours() -> None:
    found = shown(as_chair())
    assert (found.area_name, found.brand, found.home_address) == (
        "City of York",
        "forest",
        "/york/",
    )


def test_an_unknown_colour_falls_back_to_the_first() -> None:
    request = as_chair()
    request.area = SimpleNamespace(name="York", brand='"><script>')
    assert shown(request).brand == "harbour"


def test_the_search_box_keeps_the_words_on_the_search_page_only() -> None:
    assert shown(as_chair("/york/search/", q="speech")).search_words == "speech"
    assert shown(as_chair("/york/plan/", q="speech")).search_words == ""


def test_nobody_counted_messages_is_not_none_unread() -> None:
    request = as_chair()
    assert shown(request).unread_count is None
    request.unread_notice_count = 0
    assert shown(request).unread_count == 0


def test_real_work_shows_no_demonstration_banner() -> None:
    assert shown(as_chair()).demonstration == ""


@override_settings(DEMONSTRATION=True)
@pytest.mark.usefixtures("moved_clock")
def test_a_demonstration_says_so_and_which_day_it_shows() -> None:
    words = shown(visitor()).demonstration
    assert words.startswith("Demonstration: invented people. Today is shown as ")
    assert str(clock.today().year) in words
