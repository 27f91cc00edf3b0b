from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, transaction

from alongside.access.perms import ADMINISTER
from alongside.kernel.refusals import Changed, Hidden, Refusal
from alongside.ledger.models import LedgerEntry
from alongside.notices import offers, operations, queries
from alongside.notices.models import NOT_NEEDED, WAITING, Notice, OutboxMessage
from alongside.notices.rules import next_morning
from alongside.notices.telling import OutsideTransactionError, tell
from alongside.notices.words import DAILY, IN_APP, UnknownSentenceError
from alongside.people.models import LocalArea, Person
from tests.notices.conftest import actor_for, hold, holder
from tests.people.factories import AT, operator

SENTENCE = "The board recorded its judgement on 2.1A."


def told(area: LocalArea, *people: Person, key: str = "one", sentence: str = SENTENCE) -> int:
    ids = [person.pk for person in people]
    address = f"/{area.slug}/plan/"
    return tell(people=ids, area_id=area.pk, sentence=sentence, address=address, at=AT, key=key)


def test_a_person_is_told_in_the_house_and_by_e_mail(york: LocalArea):
    ada = holder(york)
    assert told(york, ada) == 1
    notice = queries.unread(actor_for(york, ada)).get()
    assert (notice.sentence, notice.address, notice.made_at) == (SENTENCE, "/york/plan/", AT)
    assert notice.code == "plan.judged"
    assert notice.message.leaves_at == AT


@pytest.mark.both_engines
@pytest.mark.scenario(55)
def test_nothing_new_is_told_under_the_same_key(york: LocalArea):
    ada, ben = holder(york), holder(york, "Ben Example")
    assert told(york, ada) == 1
    assert told(york, ada, ben, ada) == 1
    assert told(york, ada, ben) == 0
    assert Notice.objects.in_area(york.pk).count() == 2
    assert OutboxMessage.objects.in_area(york.pk).count() == 2


def test_the_same_key_in_another_area_is_another_message(york: LocalArea, leeds: LocalArea):
    ada = holder(york)
    assert told(york, ada) + told(leeds, ada) == 2


def test_a_message_outside_a_transaction_is_refused(monkeypatch: pytest.MonkeyPatch):
    outside = SimpleNamespace(in_atomic_block=False)
    monkeypatch.setattr(transaction, "get_connection", lambda: outside)
    with pytest.raises(OutsideTransactionError):
        tell(people=[1], area_id=1, sentence=SENTENCE, address="/", at=AT, key="k")


@pytest.mark.both_engines
def test_a_change_that_fails_tells_nobody(york: LocalArea):
    ada = holder(york)

    def change_and_fail() -> None:
        with transaction.atomic():
            told(york, ada)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        change_and_fail()
    assert not Notice.objects.in_area(york.pk).exists()
    assert not OutboxMessage.objects.in_area(york.pk).exists()


def test_free_words_cannot_be_told(york: LocalArea):
    with pytest.raises(UnknownSentenceError):
        told(york, holder(york), sentence="Ann Example is unwell.")


@pytest.mark.parametrize("address", ["https://elsewhere.example/", "//elsewhere.example/", ""])
def test_a_message_leads_only_into_the_house(york: LocalArea, address: str):
    ada = holder(york)
    with pytest.raises(IntegrityError), transaction.atomic():
        tell(people=[ada.pk], area_id=york.pk, sentence=SENTENCE, address=address, at=AT, key="k")


def test_telling_costs_the_same_for_one_and_for_many(york: LocalArea, django_assert_num_queries):
    people = [holder(york, f"Person{n} Example") for n in range(20)]
    with django_assert_num_queries(4):
        told(york, *people[:1], key="a")
    with django_assert_num_queries(4):
        told(york, *people, key="b")


def test_the_choice_is_kept_and_decides_over_e_mail(york: LocalArea):
    ada, ben = holder(york), holder(york, "Ben Example")
    for person, choice in ((ada, DAILY), (ben, IN_APP)):
        actor = actor_for(york, person)
        operations.choose_delivery(actor=actor, at=AT, choice=choice, expected_version=1)
    told(york, ada, ben)
    message = OutboxMessage.objects.in_area(york.pk).get()
    assert (message.notice.person, message.leaves_at) == (ada, next_morning(AT))
    assert queries.delivery_of(actor_for(york, ben)).choice == IN_APP
    assert LedgerEntry.objects.filter(verb="notices.choose_delivery").count() == 2


def test_a_choice_changed_in_another_window_is_shown(york: LocalArea):
    actor = actor_for(york, holder(york))
    operations.choose_delivery(actor=actor, at=AT, choice=DAILY, expected_version=1)
    with pytest.raises(Changed) as changed:
        operations.choose_delivery(actor=actor, at=AT, choice=IN_APP, expected_version=1)
    assert changed.value.differences[0][0] == "How you are told"
    with pytest.raises(Refusal, match="Choose how"):
        operations.choose_delivery(actor=actor, at=AT, choice="by_pigeon", expected_version=2)


def test_only_ones_own_messages_are_seen_and_marked(york: LocalArea):
    ada, ben = holder(york), holder(york, "Ben Example")
    told(york, ada, ben)
    hers = queries.own_notices(actor_for(york, ada)).get()
    with pytest.raises(Hidden):
        operations.mark_read(actor=actor_for(york, ben), at=AT, refs=[hers.ref])
    assert operations.mark_read(actor=actor_for(york, ada), at=AT, refs=[hers.ref]) == 1
    assert queries.unread(actor_for(york, ada)).count() == 0
    assert queries.unread(actor_for(york, ben)).count() == 1
    assert LedgerEntry.objects.filter(verb="notices.mark_read").count() == 1


def test_marking_all_marks_this_area_only_and_says_how_many(york: LocalArea, leeds: LocalArea):
    ada = holder(york)
    hold(leeds, ada)
    told(york, ada, key="a")
    told(york, ada, key="b")
    told(leeds, ada)
    assert operations.mark_read(actor=actor_for(york, ada), at=AT) == 2
    assert operations.mark_read(actor=actor_for(york, ada), at=AT) == 0
    assert queries.unread(actor_for(leeds, ada)).count() == 1


def test_system_work_has_no_messages(york: LocalArea):
    told(york, holder(york))
    assert queries.own_notices(operator(york)).count() == 0
    with pytest.raises(Hidden):
        operations.mark_read(actor=operator(york), at=AT)


def test_the_home_page_shows_the_newest_unread_messages(york: LocalArea):
    ada = holder(york)
    for number in range(7):
        told(
            york, ada, key=str(number), sentence=f"The board recorded its judgement on 2.{number}."
        )
    (card,) = offers.OFFERS.home_cards(actor_for(york, ada), AT.date())
    assert (card.title, card.total_count, len(card.rows)) == ("Messages", 7, 5)
    assert card.rows[0].text == "The board recorded its judgement on 2.6."
    assert card.rows[0].address == "/york/plan/"


def test_a_history_that_was_loaded_is_settled(york: LocalArea, leeds: LocalArea):
    ada = holder(york)
    hold(leeds, ada)
    told(york, ada, key="old")
    told(leeds, ada)
    Notice.objects.in_area(york.pk).update(made_at=AT - timedelta(days=31))
    told(york, ada, key="new")
    operations.settle_history(
        actor=operator(york, ADMINISTER), at=AT, read_before=AT - timedelta(days=30)
    )
    assert [each.key for each in queries.unread(actor_for(york, ada))] == ["new"]
    emails = OutboxMessage.objects.in_area(york.pk)
    assert set(emails.values_list("state", flat=True)) == {NOT_NEEDED}
    assert queries.unread(actor_for(leeds, ada)).get().message.state == WAITING
    entry = LedgerEntry.objects.get(verb="notices.settle_history")
    assert entry.detail.words["facts"] == {"emails": 2, "read": 1}


def test_only_an_administrator_settles_a_history(york: LocalArea):
    with pytest.raises(Hidden):
        operations.settle_history(actor=actor_for(york, holder(york)), at=AT, read_before=AT)
