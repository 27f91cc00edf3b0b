"""The pages for keeping organisations, people and posts up to date."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import connection
from django.http import Http404, HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

from alongside.kernel.actor import Actor, Holding
from alongside.people import operations, perms, queries
from alongside.people.models import LocalArea, Organisation, Person, Post, PostHolding
from alongside.people.offers import OFFERS
from alongside.web import offers
from tests.people.factories import AT, make_area, make_organisation, make_person, operator

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.people.urls")]


class Desk:
    """Somebody with people.edit in one area, asking for pages without signing in."""

    def __init__(self, area: LocalArea, *permissions: str) -> None:
        self.area = area
        holding = Holding("administrator", frozenset(permissions or {perms.EDIT}))
        self.actor = Actor(None, "An officer", area.pk, area.slug, (holding,))

    def get(self, path: str) -> HttpResponse:
        return self._answer(RequestFactory().get(f"/{self.area.slug}/people/{path}"))

    def post(self, path: str, **typed: str) -> HttpResponse:
        return self._answer(RequestFactory().post(f"/{self.area.slug}/people/{path}", typed))

    def _answer(self, request: object) -> HttpResponse:
        request.actor, request.area = self.actor, self.area  # type: ignore[attr-defined]
        request._messages = _Silent()  # type: ignore[attr-defined]
        found = resolve(request.path)  # type: ignore[attr-defined]
        answer: HttpResponse = found.func(request, *found.args, **found.kwargs)
        return answer


class _Silent:
    def add(self, *args: object) -> None:
        pass

    def __iter__(self) -> Iterator[object]:
        return iter(())


@pytest.fixture(autouse=True)
def one_room() -> Iterator[None]:
    installed = offers.installed()
    offers.install([OFFERS])
    yield
    offers.install(installed)


@pytest.fixture
def york() -> LocalArea:
    return make_area()


@pytest.fixture
def desk(york: LocalArea) -> Desk:
    return Desk(york)


@pytest.fixture
def council(york: LocalArea) -> Organisation:
    return make_organisation(york, dfe_code="816")


@pytest.fixture
def post(york: LocalArea, council: Organisation) -> Post:
    return operations.create_post(
        actor=operator(york), at=AT, organisation=council, title="Head of SEND"
    )


def text(response: HttpResponse) -> str:
    return response.content.decode()


@pytest.mark.parametrize(
    ("path", "empty"),
    [
        ("", "Nobody matches"),
        ("posts/", "No post matches"),
        ("organisations/", "No organisation matches"),
    ],
)
def test_an_empty_list_says_so(desk: Desk, path: str, empty: str) -> None:
    assert empty in text(desk.get(path))


def test_a_person_is_added_and_changed(desk: Desk, york: LocalArea) -> None:
    desk.post("add/", name="  Ada   Okafor ", email="ADA@example.org")
    person = Person.objects.get()
    assert (person.name, person.email) == ("Ada Okafor", "ada@example.org")
    desk.post(f"{person.ref}/change/", name="Ada Okafor-Lee", email="", expected_version="1")
    assert "Ada Okafor-Lee" in text(desk.get(f"{person.ref}/"))


def test_the_second_of_two_changes_shows_both(desk: Desk, york: LocalArea) -> None:
    person = make_person(york)
    desk.post(f"{person.ref}/change/", name="First", expected_version="1")
    refused = desk.post(f"{person.ref}/change/", name="Second", expected_version="1")
    assert refused.status_code == 422
    assert "First" in text(refused)
    assert 'value="Second"' in text(refused)


@pytest.mark.parametrize(
    ("path", "typed", "sentence"),
    [
        ("add/", {"name": " "}, "Enter the full name"),
        (
            "organisations/add/",
            {"name": "A", "kind": "provider", "ods_code": "!"},
            "An ODS code is 3 to 10",
        ),
        ("organisations/add/", {"name": "A", "kind": ""}, "Choose the kind"),
        ("posts/add/", {"title": "Head"}, "Choose the organisation"),
        ("partners/add/", {"partner": "health"}, "Choose the organisation"),
    ],
)
def test_a_refusal_says_what_to_do(
    desk: Desk, path: str, typed: dict[str, str], sentence: str
) -> None:
    response = desk.post(path, **typed)
    assert response.status_code == 422
    assert sentence in text(response)


def test_an_organisation_is_added_changed_and_followed(desk: Desk, york: LocalArea) -> None:
    desk.post("organisations/add/", name="NHS Vale of York CCG", kind="health", ods_code="03q")
    desk.post(
        "organisations/add/",
        name="NHS Humber and North Yorkshire ICB",
        kind="health",
        ods_code="QOQ",
    )
    ccg = queries.organisation_by_code(ods_code="03Q")
    icb = queries.organisation_by_code(ods_code="QOQ")
    assert ccg is not None
    assert icb is not None
    day = {"followed_on_day": "1", "followed_on_month": "7", "followed_on_year": "2022"}
    desk.post(f"organisations/{ccg.ref}/followed-by/", successor=icb.ref, **day)
    assert "NHS Humber and North Yorkshire ICB, from 1 July 2022" in text(
        desk.get(f"organisations/{ccg.ref}/")
    )
    desk.post(
        f"organisations/{icb.ref}/change/",
        name="The ICB",
        kind="health",
        ods_code="QOQ",
        expected_version="1",
    )
    assert "The ICB" in text(desk.get("organisations/"))


def test_a_partner_is_added_and_ended(desk: Desk, council: Organisation) -> None:
    desk.post("partners/add/", organisation=council.ref, partner="council", abbreviation="CYC")
    assert "CYC" in text(desk.get("organisations/"))
    day = {"partner_until_day": "1", "partner_until_month": "1", "partner_until_year": "2021"}
    desk.post(f"partners/{council.ref}/council/end/", **day)
    assert "CYC" not in text(desk.get("organisations/"))


def test_what_a_document_only_names_is_not_listed_among_those_that_answer(
    desk: Desk, york: LocalArea, council: Organisation
) -> None:
    unknown = make_organisation(york, "Organisation not published", "provider")
    for organisation, partner in ((council, "council"), (unknown, "other")):
        operations.add_partner(
            actor=operator(york), at=AT, organisation=organisation, partner=partner
        )
    _, _, below = text(desk.get("organisations/")).partition("Partners that answer")
    answering, _, named = below.partition("Others that the action plan names")
    assert "Organisation not published" not in answering
    assert "Organisation not published" in named


@pytest.mark.parametrize("path", ["", "posts/"])
def test_a_list_says_who_answers_now_for_an_organisation_that_was_followed(
    desk: Desk, york: LocalArea, path: str
) -> None:
    ccg, icb = (make_organisation(york, name, "health") for name in ("The CCG", "The ICB"))
    post = operations.create_post(
        actor=operator(york), at=AT, organisation=ccg, title="Chief nurse"
    )
    operations.appoint(actor=operator(york), at=AT, post=post, person=make_person(york))
    operations.record_succession(
        actor=operator(york), at=AT, predecessor=ccg, successor=icb, followed_on=date(2021, 3, 1)
    )
    assert "The ICB (before: The CCG)" in text(desk.get(path))


def test_a_post_is_added_held_and_left(desk: Desk, york: LocalArea, council: Organisation) -> None:
    desk.post("posts/add/", title="Head of SEND", organisation=council.ref)
    post = Post.objects.in_area(york.pk).get()
    person = make_person(york)
    start = {"held_from_day": "1", "held_from_month": "6", "held_from_year": "2020"}
    desk.post(f"posts/{post.ref}/appoint/", person=person.ref, initials="A.O", **start)
    assert "Ada Okafor" in text(desk.get("posts/"))
    assert "Since 1 June 2020" in text(desk.get(f"posts/{post.ref}/"))
    assert "Head of SEND" in text(desk.get(f"{person.ref}/"))
    held = PostHolding.objects.in_area(york.pk).get()
    end = {"held_until_day": "1", "held_until_month": "4", "held_until_year": "2021"}
    desk.post(f"holdings/{held.ref}/end/", **end)
    assert "1 June 2020 until 1 April 2021" in text(desk.get(f"posts/{post.ref}/"))
    assert "Nobody" in text(desk.get("posts/"))


def test_a_post_is_closed(desk: Desk, york: LocalArea, post: Post, council: Organisation) -> None:
    day = {"closed_on_day": "1", "closed_on_month": "1", "closed_on_year": "2022"}
    desk.post(
        f"posts/{post.ref}/change/",
        title="Head of SEND",
        organisation=council.ref,
        expected_version="1",
        **day,
    )
    assert "1 January 2022" in text(desk.get(f"posts/{post.ref}/"))


def test_the_area_gets_its_own_words(desk: Desk, york: LocalArea) -> None:
    typed = {
        "name": "City of York",
        "short_name": "York",
        "word_for_coproduction": "joint partnership working",
    }
    desk.post("area/", **typed, brand="plum", expected_version="1")
    york.refresh_from_db()
    assert (york.word_for_coproduction, york.brand, york.version) == (
        "joint partnership working",
        "plum",
        2,
    )


def test_another_areas_people_are_not_in_the_list(desk: Desk) -> None:
    make_person(make_area("hull", "Hull"), "Cy Hull")
    assert "Cy Hull" not in text(desk.get(""))


@pytest.mark.parametrize(
    ("method", "path"),
    [("get", ""), ("get", "change/"), ("post", "change/"), ("get", "followed-by/")],
)
def test_an_organisation_that_only_another_area_deals_with_is_not_found(
    council: Organisation, method: str, path: str
) -> None:
    answer = getattr(Desk(make_area("hull", "Hull")), method)
    with pytest.raises(Http404):
        answer(f"organisations/{council.ref}/{path}")


def test_an_organisation_shared_with_the_area_that_keeps_it_is_read_and_not_changed(
    york: LocalArea, council: Organisation
) -> None:
    hull = make_area("hull", "Hull")
    for area in (york, hull):
        operations.add_partner(actor=operator(area), at=AT, organisation=council)
    desk = Desk(hull)
    page = text(desk.get(f"organisations/{council.ref}/"))
    assert "keeps it up to date" in page
    assert "Change this organisation" not in page
    assert "Another organisation followed it" not in page
    for path in ("change/", "followed-by/"):
        with pytest.raises(Http404):
            desk.get(f"organisations/{council.ref}/{path}")


def test_a_list_holds_what_the_area_deals_with(desk: Desk, council: Organisation) -> None:
    hull = make_area("hull", "Hull")
    make_organisation(hull, "Hull City Council")
    assert "Hull City Council" not in text(desk.get("organisations/"))
    assert "Hull City Council" not in text(desk.get("organisations/?q=hull"))


@pytest.mark.parametrize("path", ["posts/add/", "partners/add/"])
def test_an_organisation_of_another_area_is_looked_for_by_name(desk: Desk, path: str) -> None:
    trust = make_organisation(make_area("hull", "Hull"), "Humber NHS Trust", "provider")
    assert trust.ref not in text(desk.get(path))
    assert trust.ref not in text(desk.get(f"{path}?q=hu"))
    assert trust.ref in text(desk.get(f"{path}?q=humber"))
    desk.post(f"{path}?q=humber", title="Therapist", organisation=trust.ref, partner="health")
    assert "Humber NHS Trust" in text(desk.get("organisations/"))


def test_what_followed_is_chosen_among_the_same_kind(desk: Desk, york: LocalArea) -> None:
    ccg, icb = (make_organisation(york, name, "health") for name in ("CCG", "ICB"))
    school = make_organisation(york, "Example Primary School", "school")
    page = text(desk.get(f"organisations/{ccg.ref}/followed-by/"))
    assert icb.ref in page
    assert school.ref not in page


def test_only_a_partner_of_the_area_is_ended(desk: Desk, council: Organisation) -> None:
    with pytest.raises(Http404):
        desk.get(f"partners/{council.ref}/council/end/")


@pytest.mark.parametrize("path", ["", "posts/", "organisations/"])
def test_a_list_costs_the_same_however_long(
    desk: Desk, york: LocalArea, council: Organisation, path: str
) -> None:
    costs = []
    for count in (2, 15):
        for number in range(count):
            person = make_person(york, f"Person {count} {number}")
            post = operations.create_post(
                actor=operator(york), at=AT, organisation=council, title=f"Post {count} {number}"
            )
            operations.appoint(
                actor=operator(york), at=AT, post=post, person=person, held_from=date(2020, 1, 1)
            )
            make_organisation(york, f"Clinic {count} {number}", "provider")
        with CaptureQueriesContext(connection) as captured:
            desk.get(path)
        costs.append(len(captured))
    assert costs[0] == costs[1] <= 5


def test_search_finds_people_and_posts_for_those_who_keep_them(york: LocalArea, post: Post) -> None:
    make_person(york, "Headley Ash")
    titles = [hit.title for hit in OFFERS.search(Desk(york).actor, "head")]
    assert titles == ["Headley Ash", "Head of SEND"]
    assert OFFERS.search(Desk(york, "plan.view").actor, "head") == ()


def test_the_menu_is_for_those_who_keep_people(york: LocalArea) -> None:
    assert [link.title for link in OFFERS.navigation(Desk(york).actor)] == ["People"]
    assert OFFERS.navigation(Desk(york, "plan.view").actor) == ()
