"""Scenario 55: who of a family hears that something changed, and what such an e-mail does not say."""

import smtplib
from datetime import timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.core import mail
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse

from alongside.access.models import Account
from alongside.casework.families.door import link_actor
from alongside.casework.families.mailing import mail_family
from alongside.casework.families.news import MAIL, WAITS
from alongside.casework.models import Contact, FamilyAccess, FamilyNews
from alongside.casework.operations import families
from alongside.casework.operations.families.saying import NewWords
from alongside.casework.rules.family_codes import Said
from alongside.casework.rules.family_news import (
    ADDRESS_REFUSED,
    CHOSE_NONE,
    MAY_BE_UNSAFE,
    NO_ADDRESS,
    Receiver,
    why_no_email,
)
from alongside.jobs.models import Job
from alongside.kernel.refusals import Hidden, Refusal
from alongside.ledger.models import LedgerDetail, LedgerEntry
from alongside.people.models import LocalArea
from alongside.web import clock
from tests.access.factories import make_account
from tests.casework.factories import AT, happen
from tests.casework.families import Family, Home, words_of
from tests.people.factories import make_area

pytestmark = pytest.mark.django_db
LATER = AT + WAITS


@pytest.fixture(autouse=True)
def set_up(settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    monkeypatch.setattr(clock, "now", lambda: AT)
    monkeypatch.setattr(clock, "today", lambda: AT.date())


@pytest.fixture
def area() -> LocalArea:
    return make_area()


@pytest.fixture
def family(area: LocalArea) -> Family:
    return Family(area)


def begin(family: Family) -> None:
    happen(family.officer, family.case, "request_received")


def waiting() -> list[Job]:
    return list(Job.objects.filter(name=MAIL))


def work(at: Any = LATER) -> list[bool]:
    return [mail_family(**_named(each), at=at) for each in waiting()]


def _named(job: Job) -> dict[str, Any]:
    return {"access_id": job.arguments["access"], "asked": job.arguments["asked"]}


@pytest.mark.parametrize(
    ("email", "safe_contact", "choice", "why"),
    [
        ("mo@example.org", "", "", ""),
        ("mo@example.org", "", "email", ""),
        ("mo@example.org", "", "none", CHOSE_NONE),
        ("mo@example.org", "Ring at work.", "", MAY_BE_UNSAFE),
        ("mo@example.org", "Ring at work.", "email", ""),
        ("mo@example.org", "Ring at work.", "none", CHOSE_NONE),
        ("", "", "", NO_ADDRESS),
        ("", "", "email", NO_ADDRESS),
    ],
)
def test_who_gets_an_email(email: str, safe_contact: str, choice: str, why: str) -> None:
    one = Receiver(email=email, safe_contact=safe_contact, choice=choice)
    assert why_no_email(one) == why


def test_whoever_comes_by_link_gets_one_email_for_what_changed(family: Family) -> None:
    family.link(family.mother)
    begin(family)
    happen(family.head, family.case, "decided_to_assess")
    (job,) = waiting()
    assert job.due_at == AT + WAITS
    assert work() == [True]
    (sent,) = mail.outbox
    assert sent.to == ["mo@example.org"]
    assert sent.subject == "Something changed in Alongside"
    assert FamilyNews.objects.in_area(family.area.pk).get().told_at == LATER
    assert LedgerEntry.objects.filter(verb="casework.tell_family_by_email").count() == 1
    assert "example.org" not in " ".join(LedgerDetail.objects.values_list("content", flat=True))


def test_the_email_says_nothing_of_anybody_and_holds_no_link(family: Family) -> None:
    access, secret = family.link(family.mother)
    begin(family)
    work()
    whole = str(mail.outbox[0].message())
    child = family.case.child
    for word in (child.given_names, child.family_name, "Mo Testly", "assessment", "child", secret,
                 access.ref, family.case.ref, family.case.number, "http"):  # fmt: skip
        assert word not in whole


def test_nothing_changed_and_a_note_tell_nobody(family: Family) -> None:
    family.link(family.mother)
    assert waiting() == []
    begin(family)
    Job.objects.all().delete()
    happen(family.officer, family.case, "note_made", note="Rang.")
    assert waiting() == []


def test_an_answer_is_told_to_whoever_asked_alone(family: Family) -> None:
    father = family.contact("Fa Testly", "father", email="fa@example.org")
    access, _ = family.link(family.mother)
    family.link(father)
    message = families.say(
        actor=link_actor(access),
        at=AT,
        case_ref=family.case.ref,
        new=NewWords(said=Said.QUESTION, text="When?"),
    )
    assert waiting() == []
    families.answer_family(actor=family.officer, at=AT, message_ref=message.ref, text="Soon.")
    assert [job.key for job in waiting()] == [access.ref]


def test_whoever_has_an_account_as_well_is_told_there(family: Family) -> None:
    family.link(family.mother)
    family.account(family.mother, "Mo Testly")
    begin(family)
    assert waiting() == []


def test_a_young_person_by_link_has_no_address_here(family: Family) -> None:
    family.link(None)
    begin(family)
    assert waiting() == []


@pytest.mark.parametrize("how", ["ended", "run out", "no longer in contact", "safe contact"])
def test_what_changed_meanwhile_is_asked_at_the_sending(family: Family, how: str) -> None:
    access, _ = family.link(family.mother)
    begin(family)
    at = LATER
    if how == "ended":
        families.end_access(actor=family.officer, at=AT, access_ref=access.ref, why="It was lost.")
    elif how == "run out":
        at = AT + timedelta(days=181)
    else:
        change = {"is_ended": True} if how == "no longer in contact" else {"safe_contact": "Ring."}
        Contact.objects.in_area(family.area.pk).filter(pk=family.mother.pk).update(**change)
    assert work(at) == [False]
    assert mail.outbox == []


def test_a_parent_whose_rights_passed_gets_no_news(family: Family) -> None:
    family.link(family.mother)
    begin(family)
    child = family.case.child
    child.born_on = AT.date().replace(year=AT.year - 17)
    child.save(update_fields=["born_on"])
    assert work() == [False]
    assert mail.outbox == []


def test_a_server_that_is_down_is_tried_again(
    family: Family, monkeypatch: pytest.MonkeyPatch
) -> None:
    family.link(family.mother)
    begin(family)
    _break(monkeypatch, smtplib.SMTPServerDisconnected("x"))
    with pytest.raises(smtplib.SMTPServerDisconnected):
        work()
    assert not FamilyNews.objects.in_area(family.area.pk).exists()


def test_an_address_that_does_not_work_is_told_to_staff(
    family: Family, monkeypatch: pytest.MonkeyPatch
) -> None:
    family.link(family.mother)
    begin(family)
    _break(monkeypatch, smtplib.SMTPRecipientsRefused({"mo@example.org": (550, b"no")}))
    assert work() == [False]
    assert "e-mail address does not work" in _side(family)


def test_a_second_copy_has_the_same_message_id(family: Family) -> None:
    family.link(family.mother)
    begin(family)
    assert work() == work() == [True]
    first, second = (each.extra_headers["Message-ID"] for each in mail.outbox)
    assert first == second


def test_without_a_mail_server_staff_are_told_to_write(
    family: Family, settings: LazySettings
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    family.link(family.mother)
    begin(family)
    assert work() == [False]
    assert "No e-mail is sent from here." in _side(family)


def test_the_family_and_staff_are_told_the_same_of_why_no_email_goes(
    family: Family, settings: LazySettings
) -> None:
    access, secret = family.link(family.mother)
    home = Home(family)
    home.come_in(secret, access, AT)
    refused = FamilyNews.objects.create(
        area_id=family.area.pk, access=access, trouble=ADDRESS_REFUSED
    )
    assert ADDRESS_REFUSED in _side(family)
    assert "The last one did not reach you" in words_of(home.get("news"))
    refused.delete()
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    page = words_of(home.get("news"))
    assert "You get an e-mail now." not in page
    assert "No e-mail is sent from here: we tell you by phone or letter." in page


def test_staff_see_whom_to_tell_on_paper(family: Family) -> None:
    family.contact("Fa Testly", "father", safe_contact="Ring at work.")
    family.contact("Gran Testly", "grandparent", has_responsibility=False)
    family.link(family.mother)
    page = _side(family)
    listed = page[page.index("Tell them on paper") : page.index("Who comes in")]
    assert "Fa Testly" in listed
    assert "Ring at work." in listed
    assert "They have no way in to the page." in listed
    assert "Mo Testly" not in listed
    assert "Gran Testly" not in listed


def test_they_choose_for_themselves(family: Family) -> None:
    access, secret = family.link(family.mother)
    home = Home(family)
    home.come_in(secret, access, AT)
    assert "Choose how we tell you" in home.get()
    assert "You get an e-mail now." in words_of(home.get("news"))
    home.send("news", choice="none")
    assert "You get no e-mail now." in words_of(home.get("news"))
    begin(family)
    assert work() == [False]
    assert "Mo Testly" not in _paper(family)


def test_a_choice_is_asked_where_the_record_says_how_to_reach_them(family: Family) -> None:
    _safely(family)
    access, secret = family.link(family.mother)
    home = Home(family)
    home.come_in(secret, access, AT)
    page = home.get("news")
    assert "checked" not in page
    assert "Answer the question" in words_of(
        home.send("news", status=422, choice="").content.decode()
    )
    home.send("news", choice="email")
    begin(family)
    assert work() == [True]


def test_whoever_signs_in_chooses_with_their_messages(family: Family) -> None:
    account = family.account(family.mother, "Mo Testly")
    actor = Home(family, account)
    assert "Choose how we tell you" not in actor.get()
    access, _ = family.link(None)
    with pytest.raises(Hidden):
        _choose(access, family, "email")


def test_no_email_is_chosen_without_an_address(family: Family) -> None:
    Contact.objects.in_area(family.area.pk).update(email="")
    access, _ = family.link(family.mother)
    with pytest.raises(Refusal, match="We have no e-mail address for you"):
        _choose(FamilyAccess.objects.in_area(family.area.pk).get(pk=access.pk), family, "email")


def _choose(access: FamilyAccess, family: Family, choice: str) -> None:
    families.choose_news(actor=link_actor(access), at=AT, case_ref=family.case.ref, choice=choice)


def _safely(family: Family) -> None:
    Contact.objects.in_area(family.area.pk).update(safe_contact="Never write to the house.")


def _side(family: Family) -> str:
    """The officers’ side of the case, as the head of the service reads it."""
    found = Account.objects.filter(email="hetty@home.example").first()
    account = found or make_account(
        family.area, "Hetty Reads", "hetty@home.example", "head_of_send"
    )
    desk = Client()
    desk.force_login(account)
    page = desk.get(reverse("casework:family_side", args=[family.area.slug, family.case.ref]))
    assert page.status_code == 200
    return words_of(page.content.decode())


def _paper(family: Family) -> str:
    page = _side(family)
    start = page.find("Tell them on paper")
    return page[start : page.index("Who comes in")] if start >= 0 else ""


def _break(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def send(self: EmailMessage, *args: object, **more: object) -> int:
        raise error

    monkeypatch.setattr(EmailMessage, "send", send)
