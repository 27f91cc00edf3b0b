"""The ledger's pages: the list, one entry, and erasing its words."""

from datetime import UTC, datetime

import pytest
from django.http import Http404

from alongside.kernel.actor import Actor
from alongside.ledger import naming, offers, queries
from alongside.ledger.models import LedgerDetail, LedgerEntry
from alongside.ledger.operations import erase_detail, record, record_look
from tests.ledger.looking import look

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.ledger.urls")]
AT = datetime(2020, 6, 5, 9, 30, tzinfo=UTC)
STRANGER = Actor(person_id=9, name="", area_id=1, area_slug="york")


@pytest.fixture
def entry(chair: Actor) -> LedgerEntry:
    return record(
        actor=chair, at=AT, verb="plan.record_status", subject="plan.line", subject_ref="r" * 16,
        detail={"status": "completed", "note": "<b>Bold</b>", "parts": [1, 2], "late": False, "who": None},
    )  # fmt: skip


def _text(actor: Actor, address: str) -> str:
    answer = look(actor, address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_list_says_who_did_what_and_when(chair: Actor, entry: LedgerEntry) -> None:
    text = _text(chair, "/york/ledger/")
    for words in (
        "Chair of the board",
        "Record status",
        "5 June 2020 at 10:30am",
        "r" * 16,
        "/york/ledger/1/",
    ):
        assert words in text


def test_the_list_shows_names_when_the_house_knows_them(
    chair: Actor, entry: LedgerEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        naming._Installed, "names_of", lambda ids: {7: "Known Person"} if 7 in ids else {}
    )
    monkeypatch.setattr(naming._Installed, "role_label", {"chair": "Chair of the board"}.get)
    assert "Known Person (Chair of the board)" in _text(chair, "/york/ledger/")
    (happened,) = queries.happenings(chair, "plan.line", "r" * 16)
    assert happened.who == "Known Person (Chair of the board)"


def test_an_entry_tells_a_role_by_its_label_and_a_person_by_name(
    chair: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(naming._Installed, "names_of", lambda ids: {8: "Other Person"})
    monkeypatch.setattr(naming._Installed, "role_label", str.title)
    record(
        actor=chair, at=AT, verb="access.grant_role", subject="access.grant", subject_ref="g" * 16,
        detail={"person": 8, "role": "head_of_send"},
    )  # fmt: skip
    text = _text(chair, "/york/ledger/1/")
    assert "Other Person" in text
    assert "Head_Of_Send" in text
    assert "head_of_send" not in text


def test_an_empty_ledger_has_an_empty_list(chair: Actor) -> None:
    assert "No entry matches." in _text(chair, "/york/ledger/")


def test_the_list_makes_a_fixed_number_of_queries(chair: Actor, django_assert_num_queries) -> None:
    for number in range(60):
        record(
            actor=chair,
            at=AT,
            verb="plan.edit",
            subject="plan.line",
            subject_ref=str(number),
            detail={},
        )
    with django_assert_num_queries(3):
        text = _text(chair, "/york/ledger/?page=2")
    assert "/york/ledger/10/" in text
    assert "/york/ledger/11/" not in text


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("kind=looks", [2]),
        ("kind=changes", [1, 3]),
        (f"ref={'r' * 16}", [1]),
        ("person=known", [3]),
        ("person=nobody", []),
        ("kind=nonsense", [1, 2, 3]),
        ("page=999", [1, 2, 3]),
        ("ref=%00", [1, 2, 3]),
        ("ref=nowhere", []),
    ],
)
def test_the_filters_narrow_the_list(
    chair: Actor,
    governor: Actor,
    entry: LedgerEntry,
    query: str,
    shown: list[int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        naming._Installed, "people_called", lambda words: [8] if words == "known" else []
    )
    record_look(actor=chair, at=AT, subject="casework.case", subject_ref="c" * 16, reason="Review")
    record(actor=governor, at=AT, verb="plan.edit", subject="plan.line", subject_ref="x", detail={})
    text = _text(chair, f"/york/ledger/?{query}")
    assert [seq for seq in (1, 2, 3) if f"/york/ledger/{seq}/" in text] == shown


def test_one_entry_shows_its_words_escaped(chair: Actor, entry: LedgerEntry) -> None:
    text = _text(chair, "/york/ledger/1/")
    for words in ("Chair of the board", "&lt;b&gt;Bold&lt;/b&gt;", "[1, 2]", entry.hash, "Nothing"):
        assert words in text
    assert "/erase/" not in text


def test_an_erased_entry_says_so(chair: Actor, governor: Actor, entry: LedgerEntry) -> None:
    erase_detail(actor=governor, at=AT, seq=1, reason="Law")
    text = _text(governor, "/york/ledger/1/")
    assert "erased because the law required it" in text
    assert "/erase/" not in text
    (happened, *_) = queries.happenings(chair, "plan.line", "r" * 16)
    assert happened.is_erased
    assert queries.timeline([happened])[0].body == queries.ERASED


def test_words_are_erased_with_a_reason(governor: Actor, entry: LedgerEntry) -> None:
    assert "/york/ledger/1/erase/" in _text(governor, "/york/ledger/1/")
    assert "cannot be brought back" in _text(governor, "/york/ledger/1/erase/")
    answer = look(governor, "/york/ledger/1/erase/", posted={"reason": "Article 17"})
    assert (answer.status_code, answer["Location"]) == (302, "/york/ledger/1/")
    assert LedgerDetail.objects.get(pk=1).content == ""


def test_erasing_without_a_reason_keeps_the_words(governor: Actor, entry: LedgerEntry) -> None:
    assert look(governor, "/york/ledger/1/erase/", posted={"reason": " "}).status_code == 422
    assert LedgerDetail.objects.get(pk=1).content


def test_erasing_twice_is_refused_on_the_page(governor: Actor, entry: LedgerEntry) -> None:
    erase_detail(actor=governor, at=AT, seq=1, reason="Law")
    answer = look(governor, "/york/ledger/1/erase/", posted={"reason": "Law"})
    assert answer.status_code == 422
    assert "already been erased" in answer.content.decode()


@pytest.mark.parametrize(
    "address", ["/york/ledger/", "/york/ledger/1/", "/york/ledger/1/erase/", "/york/ledger/99/"]
)
def test_without_the_permission_every_page_is_not_found(entry: LedgerEntry, address: str) -> None:
    for actor in (STRANGER, None):
        with pytest.raises(Http404):
            look(actor, address)


@pytest.mark.parametrize("seq", [2, 10**30])
def test_an_entry_that_is_not_there_is_not_found(
    chair: Actor, entry: LedgerEntry, seq: int
) -> None:
    with pytest.raises(Http404):
        look(chair, f"/york/ledger/{seq}/")


def test_the_link_is_for_those_who_may_read_the_ledger(chair: Actor) -> None:
    assert [link.address for link in offers.OFFERS.navigation(chair)] == ["/york/ledger/"]
    assert offers.OFFERS.navigation(STRANGER) == ()
