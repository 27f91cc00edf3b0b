"""The outbox: nothing lost, nothing sent twice where it can be helped, no silent giving up."""

import smtplib
from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.core import mail
from django.core.mail import EmailMessage

from alongside.access.models import Account, Grant
from alongside.kernel.refusals import Hidden, Refusal
from alongside.ledger.models import LedgerEntry
from alongside.notices import offers, operations, outbox, queries, work
from alongside.notices.models import (
    GIVEN_UP,
    NOT_NEEDED,
    SENDING,
    SENT,
    WAITING,
    OutboxMessage,
)
from alongside.notices.rules import CLAIM_LASTS, DELAYS, LAPSES_AFTER
from alongside.notices.telling import tell
from alongside.notices.words import DAILY
from alongside.people.models import LocalArea, Person
from tests.notices.conftest import actor_for, hold, holder
from tests.people.factories import AT

MINUTE = timedelta(minutes=1)


def told(area: LocalArea, *people: Person, key: str = "one") -> None:
    tell(
        people=[person.pk for person in people],
        area_id=area.pk,
        sentence="The board recorded its judgement on 2.1A.",
        address=f"/{area.slug}/plan/",
        at=AT,
        key=key,
    )


def states() -> list[str]:
    messages = OutboxMessage.objects.across_areas(reason="A test reads them all.")
    return list(messages.order_by("id").values_list("state", flat=True))


def only_message() -> OutboxMessage:
    message: OutboxMessage = OutboxMessage.objects.across_areas(reason="A test.").get()
    return message


def break_mail(monkeypatch: pytest.MonkeyPatch, error: Exception) -> list[EmailMessage]:
    tried: list[EmailMessage] = []

    def send(self: EmailMessage, *args: object, **more: object) -> int:
        tried.append(self)
        raise error

    monkeypatch.setattr(EmailMessage, "send", send)
    return tried


@pytest.mark.scenario(55)
def test_an_e_mail_says_only_that_something_changed_and_where_to_look(york: LocalArea):
    ada = holder(york)
    told(york, ada)
    report = work.send_waiting(at=AT)
    assert report.sentence == "E-mails: 1 sent, 0 to try again, 0 given up."
    (letter,) = mail.outbox
    assert letter.to == ["ada@example.org"]
    assert letter.subject == "Something changed in Alongside"
    assert "Something changed that concerns you in City of York." in letter.body
    assert "http://localhost:8000/york/notices/\n" in letter.body
    for detail in ("Ada", "Okafor", "2.1A", "status", "/plan/"):
        assert detail not in letter.body + letter.subject
    assert letter.extra_headers["Auto-Submitted"] == "auto-generated"


def test_what_was_sent_is_not_sent_again(york: LocalArea):
    told(york, holder(york))
    work.send_waiting(at=AT)
    assert work.send_waiting(at=AT + timedelta(days=1)).sent_count == 0
    assert len(mail.outbox) == 1
    assert (only_message().state, only_message().sent_at) == (SENT, AT)


def test_several_messages_to_one_person_become_one_e_mail_for_each_area(
    york: LocalArea, leeds: LocalArea
):
    ada, ben = holder(york), holder(york, "Ben Example")
    hold(leeds, ada)
    told(york, ada, ben, key="a")
    told(york, ada, key="b")
    told(leeds, ada, key="c")
    assert work.send_waiting(at=AT).sent_count == 4
    assert sorted((letter.to[0], "2 new messages" in letter.body) for letter in mail.outbox) == [
        ("ada@example.org", False),
        ("ada@example.org", True),
        ("ben@example.org", False),
    ]


def test_a_daily_e_mail_waits_for_the_morning(york: LocalArea):
    ada = holder(york)
    actor = actor_for(york, ada)
    operations.choose_delivery(actor=actor, at=AT, choice=DAILY, expected_version=1)
    told(york, ada, key="a")
    told(york, ada, key="b")
    assert work.send_waiting(at=AT + timedelta(hours=1)).sent_count == 0
    assert work.send_waiting(at=AT + timedelta(days=1)).sent_count == 2
    assert len(mail.outbox) == 1


def test_a_failing_server_is_tried_again_with_growing_delays_and_then_given_up(
    york: LocalArea, monkeypatch: pytest.MonkeyPatch
):
    told(york, holder(york))
    tried = break_mail(monkeypatch, smtplib.SMTPServerDisconnected())
    at = AT
    for delay in DELAYS:
        report = work.send_waiting(at=at)
        assert (report.later_count, report.given_up_count) == (1, 0)
        assert only_message().leaves_at == at + delay
        assert work.send_waiting(at=at + delay - timedelta(seconds=1)).later_count == 0
        at += delay
    report = work.send_waiting(at=at)
    assert (report.later_count, report.given_up_count) == (0, 1)
    assert (only_message().state, only_message().trouble) == (GIVEN_UP, work.SERVER_TROUBLE)
    assert work.send_waiting(at=at + timedelta(days=99)).later_count == 0
    assert len(tried) == len(DELAYS) + 1


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (smtplib.SMTPRecipientsRefused({"ada@example.org": (550, b"no such person")}), GIVEN_UP),
        (smtplib.SMTPRecipientsRefused({"ada@example.org": (450, b"busy")}), WAITING),
        (smtplib.SMTPAuthenticationError(535, b"no"), WAITING),
        (TimeoutError(), WAITING),
        (ConnectionRefusedError(), WAITING),
        (ValueError("no such address"), GIVEN_UP),
    ],
)
def test_what_cannot_succeed_is_given_up_at_once_and_the_rest_is_tried_again(
    york: LocalArea, monkeypatch: pytest.MonkeyPatch, error: Exception, state: str
):
    told(york, holder(york))
    break_mail(monkeypatch, error)
    work.send_waiting(at=AT)
    assert only_message().state == state
    assert only_message().trouble.endswith(".")
    assert "ada" not in only_message().trouble.lower()


def test_a_server_that_is_down_is_asked_once_and_everybody_waits(
    york: LocalArea, monkeypatch: pytest.MonkeyPatch
):
    told(york, *(holder(york, f"Person{n} Example") for n in range(4)))
    tried = break_mail(monkeypatch, ConnectionRefusedError())
    assert work.send_waiting(at=AT).later_count == 4
    assert len(tried) == 1
    assert states() == [WAITING] * 4


def test_a_letter_the_server_does_not_take_leaves_the_others_alone(
    york: LocalArea, monkeypatch: pytest.MonkeyPatch
):
    told(york, *(holder(york, f"Person{n} Example") for n in range(3)))
    tried = break_mail(monkeypatch, smtplib.SMTPDataError(451, b"later"))
    assert work.send_waiting(at=AT).later_count == 3
    assert len(tried) == 3


def test_one_bad_address_does_not_stop_the_others(york: LocalArea):
    ada, ben = holder(york), holder(york, "Ben Example")
    Person.objects.filter(pk=ada.pk).update(email="")
    told(york, ada, ben)
    report = work.send_waiting(at=AT)
    assert (report.sent_count, report.given_up_count) == (1, 1)
    assert states() == [GIVEN_UP, SENT]


def test_who_may_no_longer_look_gets_no_e_mail(york: LocalArea):
    people = [holder(york, f"{name} Example") for name in ("Gone", "Blocked", "Here")]
    told(york, *people)
    Grant.objects.in_area(york.pk).filter(person=people[0]).update(ended_at=AT)
    Account.objects.filter(person=people[1]).update(is_active=False)
    report = work.send_waiting(at=AT + MINUTE)
    assert (report.sent_count, report.not_needed_count) == (1, 2)
    assert [letter.to for letter in mail.outbox] == [["here@example.org"]]
    assert states() == [NOT_NEEDED, NOT_NEEDED, SENT]


def test_without_a_mail_server_messages_wait_and_lapse_after_a_week(
    york: LocalArea, settings: LazySettings
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    told(york, holder(york))
    report = work.send_waiting(at=AT + LAPSES_AFTER)
    assert not report.is_set_up
    assert report.sentence == "E-mail is not set up. Messages waiting: 1."
    assert only_message().state == WAITING
    report = work.send_waiting(at=AT + LAPSES_AFTER + MINUTE)
    assert (report.later_count, report.given_up_count) == (0, 1)
    assert only_message().trouble == outbox.NOT_SET_UP


@pytest.mark.both_engines
def test_a_claim_keeps_others_away_until_it_is_too_old(york: LocalArea):
    told(york, holder(york))
    (first,) = outbox.claim_due(at=AT)
    assert outbox.claim_due(at=AT + CLAIM_LASTS) == []
    (second,) = outbox.claim_due(at=AT + CLAIM_LASTS + MINUTE)
    assert second.first.attempts_count == 2
    outbox.settle_sent(first, at=AT + CLAIM_LASTS + MINUTE)
    assert only_message().state == SENDING
    outbox.settle_sent(second, at=AT + CLAIM_LASTS + MINUTE)
    assert only_message().state == SENT


def test_a_second_copy_after_a_crash_carries_the_same_message_id(
    york: LocalArea, monkeypatch: pytest.MonkeyPatch
):
    told(york, holder(york))

    def die(*args: object, **more: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as crash:
        crash.setattr(outbox, "settle_sent", die)
        with pytest.raises(KeyboardInterrupt):
            work.send_waiting(at=AT)
    assert only_message().state == SENDING
    work.send_waiting(at=AT + CLAIM_LASTS + MINUTE)
    first, second = (letter.extra_headers["Message-ID"] for letter in mail.outbox)
    assert first == second
    assert only_message().state == SENT


def test_administrators_see_what_was_given_up_and_try_again(
    york: LocalArea, monkeypatch: pytest.MonkeyPatch
):
    ada = holder(york)
    boss = actor_for(york, holder(york, "Boss Example", role="administrator"))
    told(york, ada)
    with monkeypatch.context() as broken:
        break_mail(broken, ValueError())
        work.send_waiting(at=AT)
    trouble, _messages = offers.OFFERS.home_cards(boss, AT.date())
    assert trouble.rows[0].text == "1 e-mail could not be sent"
    assert queries.emails_in_trouble(boss).count() == 1
    with pytest.raises(Hidden):
        queries.emails_in_trouble(actor_for(york, ada))
    with pytest.raises(Hidden):
        operations.try_again(actor=actor_for(york, ada), at=AT)
    assert operations.try_again(actor=boss, at=AT) == 1
    assert LedgerEntry.objects.filter(verb="notices.try_again").exists()
    with pytest.raises(Refusal, match="No e-mail waits"):
        operations.try_again(actor=boss, at=AT)
    assert work.send_waiting(at=AT).sent_count == 1
    quiet, _messages = offers.OFFERS.home_cards(boss, AT.date())
    assert (quiet.rows, quiet.empty) == ((), "No e-mail was given up.")
