"""Somebody without an account: what they are sent, what they open, what they write, and how it is told."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.urls.converters import IntConverter

from alongside.access.by_link import MOST_TRIES
from alongside.advice import link_urls
from alongside.advice.links import link_actor
from alongside.advice.models import (
    AdviceLink,
    AdviceLinkCode,
    AdviceLinkVisit,
    AdviceRequest,
    AdviceRow,
    AdviceStep,
    AdviceSubmission,
)
from alongside.advice.operations import answering, asking, giving, links
from alongside.advice.operations.domains import allow_domain, end_domain
from alongside.advice.operations.links import GivenLink, NewLink
from alongside.advice.queries.links import shown_by_link
from alongside.advice.queries.one_request import request_page
from alongside.casework.models import CaseEvent
from alongside.casework.queries.family_looks import looks_at
from alongside.kernel.refusals import Hidden, Refusal
from alongside.ledger.models import LedgerDetail, LedgerEntry
from alongside.people.models import Organisation
from alongside.web import clock
from tests.access.factories import give as give_role
from tests.access.factories import make_account
from tests.advice.factories import (
    GOOD,
    RECEIVED,
    Place,
    after,
    ask,
    asked_and_received,
    give,
    make_place,
    noon,
    said_on,
    share,
)
from tests.casework.families import words_of
from tests.people.factories import make_area, make_organisation

pytestmark = pytest.mark.django_db
EMAIL = "lee.link@hospital.example"
ROLE = "Specialist therapist"
CONSENT = "Mother agreed on 14 April 2025 that the report of school is shared."
NONSENSE = "zzzzzzzzzzzzzzzz"


class Now:
    at: datetime = noon(RECEIVED)


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Now:
    kept = Now()
    monkeypatch.setattr(clock, "now", lambda: kept.at)
    monkeypatch.setattr(clock, "today", lambda: kept.at.date())
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    cache.clear()
    return kept


@pytest.fixture
def place(now: Now) -> Place:
    return make_place(make_area())


@pytest.fixture
def hospital(place: Place) -> Organisation:
    return make_organisation(place.area, "Example Hospital", kind="provider")


@pytest.fixture
def request_(place: Place) -> AdviceRequest:
    return asked_and_received(place)


def new_link(hospital: Organisation, **other: Any) -> NewLink:
    usual = {
        "email": EMAIL,
        "organisation_ref": hospital.ref,
        "role": ROLE,
        "consent": CONSENT,
        "lasts": 14,
        "checked_how": "Rang the switchboard.",
    }
    return NewLink(**{**usual, **other})


def send(place: Place, request: AdviceRequest, hospital: Organisation, **other: Any) -> GivenLink:
    return links.give_advice_link(
        actor=place.officer.actor,
        at=noon(RECEIVED),
        request_ref=request.ref,
        new=new_link(hospital, **other),
    )


@pytest.fixture
def link(place: Place, request_: AdviceRequest, hospital: Organisation) -> GivenLink:
    return send(place, request_, hospital)


def code_for(link: GivenLink) -> str:
    mail.outbox.clear()
    Client().post(reverse("asked:ask_for_code", args=[link.secret]))
    found = re.search(r"\d{6}", mail.outbox[-1].body)
    assert found is not None
    return found[0]


def enter(client: Client, secret: str, code: str) -> Any:
    return client.post(reverse("asked:enter", args=[secret]), {"code": code})


def come_in(link: GivenLink) -> Client:
    client = Client()
    assert enter(client, link.secret, code_for(link)).status_code == 302
    return client


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06}"


def page(client: Client, name: str = "request", *parts: str, status: int = 200) -> str:
    response = client.get(reverse(f"asked:{name}", args=parts))
    assert response.status_code == status
    return words_of(response.content.decode())


def test_an_address_at_an_allowed_domain_needs_no_further_check(
    place: Place, request_: AdviceRequest, hospital: Organisation
) -> None:
    with pytest.raises(Refusal, match="Say how it was checked"):
        send(place, request_, hospital, checked_how="")
    allowed = allow_domain(
        actor=place.doctor.actor,
        at=noon(RECEIVED),
        organisation_ref=hospital.ref,
        domain="hospital.example",
    )
    assert send(place, request_, hospital, checked_how="").link.checked_by == "domain"
    end_domain(actor=place.doctor.actor, at=noon(RECEIVED), domain_ref=allowed.ref)
    with pytest.raises(Refusal, match="Say how it was checked"):
        send(place, request_, hospital, checked_how="")


def test_whoever_asks_holds_or_oversees_sends_a_link_and_nobody_else(
    place: Place, request_: AdviceRequest, hospital: Organisation
) -> None:
    for who in (place.officer, place.point, place.doctor):
        links.give_advice_link(
            actor=who.actor, at=noon(RECEIVED), request_ref=request_.ref, new=new_link(hospital)
        )
    with pytest.raises(Hidden):
        links.give_advice_link(
            actor=place.physio.actor,
            at=noon(RECEIVED),
            request_ref=request_.ref,
            new=new_link(hospital),
        )
    assert AdviceLink.objects.in_area(place.area.pk).filter(ended_at=None).count() == 1


def test_a_whole_that_was_shared_takes_no_link_and_its_part_does(
    place: Place, request_: AdviceRequest, hospital: Organisation
) -> None:
    (part,) = share(place, request_, ("speech_and_language", place.speech))
    with pytest.raises(Refusal, match="part of one service"):
        send(place, request_, hospital)
    assert send(place, part, hospital).link.request_id == part.pk


def test_a_visitor_reads_what_is_asked_who_else_and_what_was_agreed_and_nothing_more(
    place: Place, request_: AdviceRequest, hospital: Organisation
) -> None:
    speech, physio = share(
        place, request_, ("speech_and_language", place.speech), ("physiotherapy", place.physio)
    )
    given = give(place.physio, physio, after(3))
    secret_words = "She walks well."
    AdviceSubmission.objects.in_area(place.area.pk).filter(pk=given.pk).update(text=secret_words)
    visitor = come_in(send(place, speech, hospital))
    shown = page(visitor)
    assert "Also asked: physiotherapy." in shown
    assert CONSENT in shown
    assert f"{ROLE}, Example Hospital" in shown
    assert "None was chosen for you." in shown
    for hidden in (place.case.ref, secret_words, place.physio.actor.name, place.officer.actor.name):
        assert hidden not in shown
    page(visitor, "earlier", given.ref, status=404)
    page(visitor, "submission", given.ref, status=404)


def test_a_visitor_reads_the_advice_that_was_chosen_for_them(
    place: Place, request_: AdviceRequest, hospital: Organisation
) -> None:
    speech, physio = share(
        place, request_, ("speech_and_language", place.speech), ("physiotherapy", place.physio)
    )
    given = give(place.physio, physio, after(3))
    visitor = come_in(send(place, speech, hospital, shows=(given.ref,)))
    assert "Physiotherapy" in page(visitor)
    shown = page(visitor, "earlier", given.ref)
    assert "One 45-minute session a week" in shown
    assert "This advice is not checked yet." in shown
    assert GOOD.author_name not in shown


def test_nobody_shows_what_they_may_not_read(
    place: Place, request_: AdviceRequest, hospital: Organisation
) -> None:
    speech, physio = share(
        place, request_, ("speech_and_language", place.speech), ("physiotherapy", place.physio)
    )
    given = give(place.physio, physio, after(3))
    with pytest.raises(Refusal, match="from the list"):
        links.give_advice_link(
            actor=place.speech.actor,
            at=noon(RECEIVED),
            request_ref=speech.ref,
            new=new_link(hospital, shows=(given.ref,)),
        )
    assert shown_by_link(place.speech.actor) == []


def test_what_is_written_by_link_is_kept_as_theirs(
    place: Place, request_: AdviceRequest, link: GivenLink
) -> None:
    visitor = come_in(link)
    address = reverse("asked:write")
    first = visitor.get(address).content.decode()
    assert "Advice: Health" in words_of(first)
    visitor.post(address, {"text": "He needs a quiet room."})
    draft = AdviceSubmission.objects.in_area(place.area.pk).get()
    assert (draft.state, draft.link_id, draft.entered_by_id) == ("writing", link.link.pk, None)
    mark = reverse("asked:add_row", args=[draft.ref, "need"])
    assert visitor.post(mark, {"words": "Noise hurts him."}).status_code == 302
    answer = visitor.post(
        address,
        {
            "text": "He needs a quiet room.",
            "author_name": "Lee Link",
            "author_role": "Consultant therapist",
            "expected_version": str(draft.version),
            "give": "1",
        },
    )
    assert answer.status_code == 302
    assert answer["Location"] == reverse("asked:request")
    draft.refresh_from_db()
    assert (draft.state, draft.author_name) == ("given", "Lee Link")
    assert AdviceRow.objects.in_area(place.area.pk).get().words == "Noise hurts him."
    step = AdviceStep.objects.in_area(place.area.pk).get(act="give")
    assert (step.link_id, step.recorded_by_id) == (link.link.pk, None)
    kinds = CaseEvent.objects.in_area(place.area.pk).values_list("kind", flat=True)
    assert "advice_returned" in kinds
    read = request_page(place.officer.actor, request_ref=request_.ref, today=RECEIVED)
    assert read.submissions[0].by_link == f"{ROLE}, Example Hospital, {EMAIL}, by a link"
    assert read.steps[0].recorded_by == read.submissions[0].by_link


def test_a_visitors_draft_and_the_posts_draft_are_closed_to_each_other(
    place: Place, request_: AdviceRequest, link: GivenLink
) -> None:
    giving.save_writing(
        actor=place.point.actor,
        at=noon(RECEIVED),
        request_ref=request_.ref,
        expected_version=0,
        new=GOOD,
    )
    visitor = come_in(link)
    assert GOOD.text not in page(visitor, "write")
    visitor.post(reverse("asked:write"), {"text": "The words of the visitor."})
    mine, theirs = AdviceSubmission.objects.in_area(place.area.pk).order_by("number")
    page(visitor, "submission", mine.ref, status=404)
    seen = request_page(place.point.actor, request_ref=request_.ref, today=RECEIVED)
    assert [each.ref for each in seen.submissions] == [mine.ref]
    officer = request_page(place.officer.actor, request_ref=request_.ref, today=RECEIVED)
    assert theirs.ref not in [each.ref for each in officer.submissions]


def test_a_visitor_may_receive_and_answer_and_not_decline_share_or_hand_over(
    place: Place, hospital: Organisation
) -> None:
    request = ask(place)
    visitor = link_actor(send(place, request, hospital).link)
    told = said_on(RECEIVED, note="Our waiting list is long.")
    answering.receive_request(actor=visitor, at=noon(RECEIVED), request_ref=request.ref, said=told)
    with pytest.raises(Hidden):
        answering.decline_request(
            actor=visitor,
            at=noon(RECEIVED),
            request_ref=request.ref,
            ground="incompatible_with_duties",
            said=told,
        )
    with pytest.raises(Hidden):
        asking.share_request(
            actor=visitor,
            at=noon(RECEIVED),
            request_ref=request.ref,
            services=[("physiotherapy", place.physio.post.ref)],
            said=told,
        )
    with pytest.raises(Hidden):
        links.give_advice_link(
            actor=visitor, at=noon(RECEIVED), request_ref=request.ref, new=new_link(hospital)
        )
    answering.answer_not_known(actor=visitor, at=noon(RECEIVED), request_ref=request.ref, said=told)


def test_a_link_opens_no_other_request(
    place: Place, request_: AdviceRequest, link: GivenLink
) -> None:
    other = ask(place, adviser="social_care")
    visitor = link_actor(link.link)
    with pytest.raises(Hidden):
        request_page(visitor, request_ref=other.ref, today=RECEIVED)
    client = come_in(link)
    for address in (
        f"/{place.area.slug}/",
        reverse("advice:request", args=[place.area.slug, request_.ref]),
        reverse("advice:mine", args=[place.area.slug]),
        reverse("casework:case", args=[place.area.slug, place.case.ref]),
    ):
        assert client.get(address).status_code == 302


def test_the_family_sees_role_and_organisation_of_a_look(place: Place, link: GivenLink) -> None:
    page(come_in(link))
    for tells, organisation in ((True, "Example Hospital"), (False, "")):
        (look,) = looks_at(place.head.actor, place.case, tells_places=tells).listed
        assert (look.role, look.organisation) == (ROLE, organisation)


def test_no_mail_and_no_address_says_about_whom(
    place: Place, request_: AdviceRequest, hospital: Organisation
) -> None:
    client = Client()
    client.force_login(_account(place))
    answer = client.post(
        reverse("advice:give_link", args=[place.area.slug, request_.ref]),
        {
            "organisation": hospital.ref,
            "role": ROLE,
            "email": EMAIL,
            "checked_how": "Rang the switchboard.",
            "consent": CONSENT,
            "lasts": "14",
        },
    )
    assert "It is on its way to lee.link@hospital.example." in answer.content.decode()
    (sent,) = mail.outbox
    assert sent.to == [EMAIL]
    secret = sent.body.split("/asked/come-in/")[1].split("/")[0]
    assert secret not in answer.content.decode()
    assert "You are asked for advice" in Client().get(f"/asked/come-in/{secret}/").content.decode()
    for word in ("Ada", "Testly", place.case.ref, place.case.number, request_.ref, ROLE, "Health"):
        assert word not in sent.subject + sent.body
    link = AdviceLink.objects.in_area(place.area.pk).get()
    assert link.digest not in sent.body


def test_where_no_mail_leaves_the_link_is_shown_once_and_opens_nothing(
    place: Place, request_: AdviceRequest, hospital: Organisation, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    client = Client()
    client.force_login(_account(place))
    data = {"organisation": hospital.ref, "role": ROLE, "email": EMAIL, "lasts": "14"}
    data |= {"checked_how": "Rang.", "consent": CONSENT}
    address = reverse("advice:give_link", args=[place.area.slug, request_.ref])
    assert "no one-time code can reach them" in client.get(address).content.decode()
    shown = client.post(address, data).content.decode()
    assert "Until it does, the link opens nothing." in shown
    secret = shown.split("/asked/come-in/")[1].split("/")[0]
    asked = Client().post(reverse("asked:ask_for_code", args=[secret]), follow=True)
    assert "No e-mail is sent from here, so no code can reach you." in asked.content.decode()


def test_a_right_code_lets_in_once(link: GivenLink) -> None:
    code = code_for(link)
    assert enter(Client(), link.secret, code).status_code == 302
    assert enter(Client(), link.secret, code).status_code == 422


def test_every_refusal_of_a_code_reads_the_same(link: GivenLink, now: Now) -> None:
    none_yet = words_of(enter(Client(), link.secret, "123456").content.decode())
    code = code_for(link)
    not_right = words_of(enter(Client(), link.secret, wrong(code)).content.decode())
    enter(Client(), link.secret, code)
    replayed = words_of(enter(Client(), link.secret, code).content.decode())
    late = code_for(link)
    now.at += timedelta(minutes=20)
    run_out = words_of(enter(Client(), link.secret, late).content.decode())
    assert none_yet == not_right == replayed == run_out


def test_the_right_code_is_worth_nothing_after_five_wrong_ones(link: GivenLink) -> None:
    code = code_for(link)
    for _ in range(MOST_TRIES):
        assert enter(Client(), link.secret, wrong(code)).status_code == 422
    assert enter(Client(), link.secret, code).status_code == 422
    assert LedgerEntry.objects.filter(verb="advice.wrong_link_code").count() == MOST_TRIES + 1


def test_many_tries_and_many_wrong_links_are_slowed_down(link: GivenLink) -> None:
    assert [enter(Client(), link.secret, "000000").status_code for _ in range(22)][-1] == 429
    guesses = [Client().get(reverse("asked:enter", args=["guess"])).status_code for _ in range(32)]
    assert (guesses[0], guesses[-1]) == (404, 429)


@pytest.mark.parametrize("how", ["ended", "run out", "replaced", "withdrawn"])
def test_a_link_that_no_longer_holds_answers_as_nonsense(
    place: Place,
    request_: AdviceRequest,
    hospital: Organisation,
    link: GivenLink,
    now: Now,
    how: str,
) -> None:
    code, visitor = code_for(link), come_in(link)
    page(visitor)
    match how:
        case "ended":
            links.end_advice_link(
                actor=place.officer.actor, at=now.at, link_ref=link.link.ref, why="They left."
            )
        case "run out":
            now.at += timedelta(days=14)
        case "replaced":
            send(place, request_, hospital)
        case _:
            asking.withdraw_request(
                actor=place.officer.actor,
                at=now.at,
                request_ref=request_.ref,
                said=said_on(RECEIVED, note="Not needed."),
            )
    client = Client()
    missing = client.get(reverse("asked:enter", args=["nonsense"]))
    real = client.get(reverse("asked:enter", args=[link.secret]))
    assert (real.status_code, real.content) == (missing.status_code, missing.content)
    assert enter(client, link.secret, code).status_code == 404
    assert client.post(reverse("asked:ask_for_code", args=[link.secret])).status_code == 404
    assert "This page is closed" in page(visitor, status=403)
    assert visitor.post(reverse("asked:write"), {"text": "Late words"}).status_code == 403
    assert AdviceSubmission.objects.in_area(place.area.pk).count() == 0


def test_leaving_ends_the_visit(link: GivenLink) -> None:
    client = come_in(link)
    cookie = client.cookies["alongside_asked"].value
    assert client.post(reverse("asked:leave")).status_code == 200
    stolen = Client()
    stolen.cookies["alongside_asked"] = cookie
    page(stolen, status=403)


def test_the_cookie_is_short_strict_and_only_for_these_pages(link: GivenLink) -> None:
    cookie = enter(Client(), link.secret, code_for(link)).cookies["alongside_asked"]
    assert cookie["httponly"]
    assert (cookie["samesite"], cookie["path"]) == ("Strict", "/asked/")
    assert int(cookie["max-age"]) <= 3600


def test_every_address_behind_a_link_is_closed_without_a_visit(now: Now) -> None:
    open_names = {"enter", "ask_for_code", "leave"}
    closed = [each for each in link_urls.urlpatterns if each.name not in open_names]
    assert all(getattr(each.callback, "through_link", False) for each in closed)
    client = Client()
    client.cookies["alongside_asked"] = "guessed"
    for each in closed:
        kinds = each.pattern.converters.items()
        parts = {name: 2 if isinstance(kind, IntConverter) else NONSENSE for name, kind in kinds}
        address = reverse(f"asked:{each.name}", kwargs=parts)
        assert client.get(address).status_code == 403
        assert client.post(address, {"text": "x"}).status_code == 403
    assert client.post(reverse("asked:leave")).status_code == 404


def test_secrets_are_kept_as_digests_only(place: Place, link: GivenLink) -> None:
    code = code_for(link)
    cookie = enter(Client(), link.secret, code).cookies["alongside_asked"].value
    assert link.link.digest != link.secret
    assert code not in AdviceLinkCode.objects.in_area(place.area.pk).get().digest
    assert AdviceLinkVisit.objects.in_area(place.area.pk).get().digest != cookie
    ledger = " ".join(LedgerDetail.objects.values_list("content", flat=True))
    for kept_secret in (link.secret, cookie, EMAIL):
        assert kept_secret not in ledger


def _account(place: Place) -> Any:
    made = make_account(place.area, "Holly Head", "holly@council.example")
    give_role(place.area, made.person, "head_of_send", at=noon(RECEIVED))
    return made
