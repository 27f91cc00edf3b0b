"""Who reads the letter of a revisit, which months of reports there are, and what the home page lists."""

# ruff: noqa: F811

from datetime import date, timedelta

import pytest
from django.urls import reverse

from alongside.board.models import Revisit
from alongside.board.operations.packs import freeze_board_pack
from alongside.board.pages.decisions import next_look_words
from alongside.board.queries.decisions import decision
from alongside.board.queries.home import PACK, waiting_for
from alongside.web import clock
from tests.board.deciding import decide, held_meeting
from tests.board.deciding import make_desk as make_deciding
from tests.board.factories import make_board, make_meeting
from tests.board.packing import AT, issued
from tests.board.reporting import Desk, make_desk, noon
from tests.board.visiting import write_letter
from tests.plan.factories import Place, make_outcome, make_place, make_statement
from tests.plan.pages_changing.conftest import SignIn, mail_to_memory, sign_in, words  # noqa: F401

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(db: None) -> Place:
    return make_place()


@pytest.fixture
def letter(place: Place) -> Revisit:
    return write_letter(place, make_outcome(place, make_statement(place)).statement)


@pytest.fixture(autouse=True)
def july(monkeypatch: pytest.MonkeyPatch) -> None:
    at = noon(2020, 7, 2)
    monkeypatch.setattr(clock, "now", lambda: at)
    monkeypatch.setattr(clock, "today", lambda: at.date())


def to(name: str, *args: str) -> str:
    return reverse(f"board:{name}", args=["york", *args])


@pytest.mark.parametrize("role", ["department_adviser", "scrutiny_member"])
def test_the_letter_of_a_revisit_is_read_by_whoever_reads_packs_or_visits(
    place: Place, letter: Revisit, sign_in: SignIn, role: str
) -> None:
    reader = sign_in("Reva Reader", role)
    addresses = (to("revisits"), to("revisit", letter.ref), to("revisit_export", letter.ref))
    assert [reader.get(each).status_code for each in addresses] == [200, 200, 200]
    assert "Sufficient progress on all weaknesses." in words(reader.get(addresses[1]))


def test_a_reader_of_packs_finds_the_letters_beside_them(
    place: Place, letter: Revisit, sign_in: SignIn
) -> None:
    page = sign_in("Cleo Councillor", "scrutiny_member").get(to("packs")).content.decode()
    assert to("revisits") in page
    assert to("visits") not in page


def test_somebody_who_reads_neither_does_not_find_it(
    place: Place, letter: Revisit, sign_in: SignIn
) -> None:
    assert sign_in("Sena Senco", "senco").get(to("revisit", letter.ref)).status_code == 404


@pytest.mark.parametrize("month", ["0001-01", "1999-12", "2020-05"])
def test_there_is_no_month_before_the_boards_first(
    place: Place, sign_in: SignIn, month: str
) -> None:
    make_desk(place)
    reader = sign_in("Mona Member", "board_member")
    assert reader.get(to("month_of_reports", month)).status_code == 404


def test_the_first_month_leads_to_none_before(place: Place, sign_in: SignIn) -> None:
    desk: Desk = make_desk(place)
    assert desk.board.created_at.date() == date(2020, 6, 1)
    page = words(sign_in("Mona Member", "board_member").get(to("month_of_reports", "2020-06")))
    assert "Month before" not in page
    assert "Month after: July 2020" in page


def test_the_home_page_lists_the_latest_edition_of_a_pack_only(place: Place) -> None:
    meeting = make_meeting(place, make_board(place))
    for seen in (0, 1, 2):
        edition = freeze_board_pack(
            actor=place.chair,
            at=AT + timedelta(hours=seen),
            meeting_ref=meeting.ref,
            seen_number=seen,
            why="Again." * seen,
        )
        issued(edition, AT + timedelta(hours=seen))
    found = waiting_for(place.chair, today=AT.date())
    assert [each.text[-9:] for each in found if each.kind == PACK] == ["edition 3"]


def test_a_look_back_of_today_is_not_overdue(place: Place) -> None:
    desk = make_deciding(place)
    made = decide(desk, held_meeting(desk), look_back_on=date(2020, 9, 1))
    one = decision(desk.officer, decision_ref=made.ref)
    assert next_look_words(one, date(2020, 9, 1)) == "The board looks back on it today."
    assert next_look_words(one, date(2020, 9, 2)).startswith("The board was to look back on")
