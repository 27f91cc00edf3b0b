"""Nobody comes in by guessing: codes, links, visits, and other children's pages."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from alongside.access.by_link import MOST_TRIES
from alongside.casework.families.events import Came
from alongside.casework.models import FamilyAccess, FamilyCode, FamilyMessage, FamilyVisit
from alongside.casework.operations import families
from alongside.casework.operations.families.access import YOUNG_PERSON
from alongside.casework.operations.families.saying import Heard, NewWords
from alongside.casework.rules.family_codes import Said
from alongside.casework.urls import links as link_urls
from alongside.ledger.models import LedgerDetail, LedgerEntry
from alongside.ledger.operations import record_look
from alongside.people.models import LocalArea
from alongside.people.operations import appoint, create_post
from alongside.web import clock
from tests.access.factories import give, make_account
from tests.casework.factories import AT, actor_for, make_case
from tests.casework.families import Family, Home, words_of
from tests.people.factories import make_area, make_organisation, make_person, operator

pytestmark = pytest.mark.django_db
NONSENSE = "zzzzzzzzzzzzzzzz"


class Now:
    at = AT


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> Now:
    kept = Now()
    monkeypatch.setattr(clock, "now", lambda: kept.at)
    monkeypatch.setattr(clock, "today", lambda: kept.at.date())
    cache.clear()
    return kept


@pytest.fixture
def area() -> LocalArea:
    return make_area()


@pytest.fixture
def family(area: LocalArea, now: Now) -> Family:
    return Family(area)


@pytest.fixture
def link(family: Family) -> tuple[FamilyAccess, str]:
    return family.link(family.mother)


def enter(client: Client, secret: str, code: str) -> Any:
    return client.post(reverse("family:enter", args=[secret]), {"code": code})


def code_for(family: Family, access: FamilyAccess, now: Now) -> str:
    return families.tell_code(actor=family.officer, at=now.at, access_ref=access.ref)


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06}"


def test_a_right_code_lets_in_once(family: Family, link: Any, now: Now) -> None:
    access, secret = link
    client, code = Client(), code_for(family, access, now)
    assert enter(client, secret, code).status_code == 302
    assert client.get(reverse("family:case")).status_code == 200
    again = enter(Client(), secret, code)
    assert again.status_code == 422
    assert "That code is not right, or it can no longer be used." in again.content.decode()


def test_no_address_holds_the_name_of_the_case(family: Family, link: Any, now: Now) -> None:
    home = Home(family)
    home.come_in(link[1], link[0], now.at)
    page = home.get()
    assert family.case.ref not in page
    assert family.case.number not in page


def test_a_wrong_code_is_counted_and_the_right_one_is_worth_nothing_after_five(
    family: Family, link: Any, now: Now
) -> None:
    access, secret = link
    code = code_for(family, access, now)
    for _ in range(MOST_TRIES):
        assert enter(Client(), secret, wrong(code)).status_code == 422
    assert FamilyCode.objects.in_area(family.area.pk).get().tries_count == MOST_TRIES
    assert enter(Client(), secret, code).status_code == 422
    assert LedgerEntry.objects.filter(verb="casework.wrong_family_code").count() == MOST_TRIES + 1


def test_every_refusal_of_a_code_reads_the_same(family: Family, link: Any, now: Now) -> None:
    access, secret = link
    none_yet = words_of(enter(Client(), secret, "123456").content.decode())
    code = code_for(family, access, now)
    not_right = words_of(enter(Client(), secret, wrong(code)).content.decode())
    now.at = AT + timedelta(minutes=20)
    run_out = words_of(enter(Client(), secret, code).content.decode())
    assert none_yet == not_right == run_out


def test_a_newer_code_takes_the_place_of_the_older(family: Family, link: Any, now: Now) -> None:
    access, secret = link
    older = code_for(family, access, now)
    newer = code_for(family, access, now)
    if older != newer:
        assert enter(Client(), secret, older).status_code == 422
    assert enter(Client(), secret, newer).status_code == 302


def test_many_tries_of_one_link_are_slowed_down(family: Family, link: Any, now: Now) -> None:
    answers = [enter(Client(), link[1], "000000").status_code for _ in range(22)]
    assert answers[-1] == 429


def test_many_wrong_links_are_slowed_down(family: Family, now: Now) -> None:
    client = Client()
    address = reverse("family:enter", args=["nonsense"])
    answers = [client.get(address).status_code for _ in range(32)]
    assert answers[0] == 404
    assert answers[-1] == 429


@pytest.mark.parametrize("how", ["ended", "run out", "replaced"])
def test_a_link_that_no_longer_holds_answers_as_nonsense(
    family: Family, link: Any, now: Now, how: str
) -> None:
    access, secret = link
    code = code_for(family, access, now)
    if how == "ended":
        families.end_access(
            actor=family.officer, at=now.at, access_ref=access.ref, why="They asked for it."
        )
    elif how == "run out":
        now.at = AT + timedelta(days=180)
    else:
        family.link(family.mother)
    client = Client()
    missing = client.get(reverse("family:enter", args=["nonsense"]))
    real = client.get(reverse("family:enter", args=[secret]))
    assert (real.status_code, real.content) == (missing.status_code, missing.content)
    assert enter(client, secret, code).status_code == 404
    assert client.post(reverse("family:ask_for_code", args=[secret])).status_code == 404


def test_ending_access_ends_a_visit_that_goes_on(family: Family, link: Any, now: Now) -> None:
    home = Home(family)
    home.come_in(link[1], link[0], now.at)
    home.get()
    families.end_access(
        actor=family.officer, at=now.at, access_ref=link[0].ref, why="They asked for it."
    )
    assert "This page is closed" in home.get(status=403)


def test_a_visit_ends_after_an_hour_and_gives_back_what_was_typed(
    family: Family, link: Any, now: Now
) -> None:
    home = Home(family)
    home.come_in(link[1], link[0], now.at)
    now.at = AT + timedelta(hours=1)
    home.get(status=403)
    answer = home.send("tell", "question", text="All that I had typed", status=403)
    assert "All that I had typed" in answer.content.decode()
    assert FamilyMessage.objects.in_area(family.area.pk).count() == 0


def test_leaving_ends_the_visit(family: Family, link: Any, now: Now) -> None:
    home = Home(family)
    home.come_in(link[1], link[0], now.at)
    cookie = home.client.cookies["alongside_family"].value
    assert home.client.post(reverse("family:leave")).status_code == 200
    stolen = Client()
    stolen.cookies["alongside_family"] = cookie
    assert stolen.get(reverse("family:case")).status_code == 403


def test_the_cookie_is_short_strict_and_only_for_these_pages(
    family: Family, link: Any, now: Now
) -> None:
    answer = enter(Client(), link[1], code_for(family, link[0], now))
    cookie = answer.cookies["alongside_family"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
    assert cookie["path"] == "/family/"
    assert int(cookie["max-age"]) <= 3600


def test_a_link_opens_nothing_else_of_the_house(family: Family, link: Any, now: Now) -> None:
    home = Home(family)
    home.come_in(link[1], link[0], now.at)
    for address in (
        f"/{family.area.slug}/",
        reverse("casework:family", args=[family.area.slug, family.case.ref]),
        reverse("casework:case", args=[family.area.slug, family.case.ref]),
    ):
        assert home.client.get(address).status_code == 302
    assert "/account/login/" not in home.get()


def test_every_address_behind_a_link_is_closed_without_a_visit(family: Family, now: Now) -> None:
    open_names = {"enter", "ask_for_code", "leave", "how_to_ask", "ask", "asked"}
    closed = [each for each in link_urls.urlpatterns if each.name not in open_names]
    assert all(getattr(each.callback, "through_link", False) for each in closed)
    client = Client()
    client.cookies["alongside_family"] = "guessed"
    for each in closed:
        parts = dict.fromkeys(each.pattern.converters, NONSENSE)
        address = reverse(f"family:{each.name}", kwargs=parts)
        assert client.get(address).status_code == 403
        assert client.post(address, {"text": "x"}).status_code == 403
    assert client.post(reverse("family:leave")).status_code == 404


@pytest.mark.parametrize(
    ("restriction", "is_named"), [("", True), ("He must not learn where.", False)]
)
def test_who_looked_tells_a_restricted_contact_no_place(
    family: Family, now: Now, restriction: str, is_named: bool
) -> None:
    father = family.contact("Pat Otherly", "father", restriction=restriction)
    home = Home(family, family.account(father, "Pat Otherly"))
    school = make_organisation(family.area, "Hidden Lane School", kind="school")
    teacher = make_person(family.area, "Tia Teacher")
    at_work = operator(family.area)
    post = create_post(actor=at_work, at=now.at, organisation=school, title="SENCO")
    appoint(actor=at_work, at=now.at, post=post, person=teacher, held_from=date(2020, 1, 1))
    for looker in (actor_for(family.area, teacher, frozenset()), family.officer):
        record_look(
            actor=looker,
            at=now.at,
            subject="casework.case",
            subject_ref=family.case.ref,
            reason="The case",
        )
    page = words_of(home.get("looked"))
    assert ("Hidden Lane School" in page) is is_named
    assert "City of York Council" in page


@pytest.mark.scenario(49)
def test_guessing_another_childs_page_is_not_found_as_nonsense_is(
    family: Family, area: LocalArea, now: Now
) -> None:
    other = Family.__new__(Family)
    other.__dict__.update(family.__dict__)
    other.case = make_case(family.officer, family.post, given_names="Bea", family_name="Elsewhere")
    mother = Home(family, family.account(family.mother, "Mo Testly"))
    theirs = families.record_said(
        actor=family.officer,
        at=now.at,
        case_ref=other.case.ref,
        heard=_heard(),
        new=_question(),
    )
    for name, parts in (
        ("family", ()),
        ("family_looked", ()),
        ("family_choose", ()),
        ("family_tell", ("question",)),
        ("family_file", (theirs.ref,)),
        ("family_release", (theirs.ref,)),
        ("family_follow", (theirs.ref,)),
    ):
        real = mother.client.get(
            reverse(f"casework:{name}", args=[area.slug, other.case.ref, *parts])
        )
        nonsense = mother.client.get(
            reverse(f"casework:{name}", args=[area.slug, NONSENSE, *parts])
        )
        assert real.status_code == nonsense.status_code == 404
    mother.get("file", theirs.ref, status=404)
    sent = mother.client.post(
        reverse("casework:family_tell", args=[area.slug, other.case.ref, "question"]), {"text": "x"}
    )
    assert sent.status_code == 404
    assert FamilyMessage.objects.in_area(area.pk).count() == 1


def test_a_role_alone_without_being_connected_opens_nothing(family: Family, now: Now) -> None:
    made = make_account(family.area, "Una Nobody", "una@home.example")
    give(family.area, made.person, "parent", case_ref=family.case.ref, at=now.at)
    Home(family, made).get(status=404)


def test_secrets_are_kept_as_digests_only(family: Family, link: Any, now: Now) -> None:
    access, secret = link
    code = code_for(family, access, now)
    answer = enter(Client(), secret, code)
    cookie = answer.cookies["alongside_family"].value
    access.refresh_from_db()
    assert access.digest != secret
    kept = FamilyCode.objects.in_area(family.area.pk).get()
    assert code not in kept.digest
    assert FamilyVisit.objects.in_area(family.area.pk).get().digest != cookie
    ledger = " ".join(LedgerDetail.objects.values_list("content", flat=True))
    assert secret not in ledger
    assert cookie not in ledger


def test_a_code_goes_out_by_e_mail_without_a_word_of_whom_or_what(
    family: Family, link: Any, now: Now, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    client = Client()
    client.post(reverse("family:ask_for_code", args=[link[1]]))
    (sent,) = mail.outbox
    assert sent.to == ["mo@example.org"]
    for word in ("Ada", "Testly", "Mo", family.case.ref, family.case.number, link[1]):
        assert word not in sent.subject + sent.body
    code = next(part.strip(".") for part in sent.body.split() if part.strip(".").isdigit())
    assert enter(client, link[1], code).status_code == 302


def test_too_many_codes_are_refused(family: Family, link: Any, now: Now, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    client = Client()
    for _ in range(5):
        client.post(reverse("family:ask_for_code", args=[link[1]]))
    answer = client.post(reverse("family:ask_for_code", args=[link[1]]), follow=True)
    assert "Too many codes were asked for." in answer.content.decode()
    assert len(mail.outbox) == 5


def test_without_e_mail_the_page_says_to_ring(
    family: Family, link: Any, now: Now, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    answer = Client().post(reverse("family:ask_for_code", args=[link[1]]), follow=True)
    assert "Ring us, and we tell you a code." in answer.content.decode()


def _heard() -> Heard:
    return Heard(contact_ref=YOUNG_PERSON, came=Came(AT.date(), "phone"))


def _question() -> NewWords:
    return NewWords(said=Said.QUESTION, text="Theirs.")
