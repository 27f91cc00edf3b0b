"""The area's own term dates: given by an operator, shown with where they come from, and listed by."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from alongside.casework.models import TermDates
from alongside.casework.operations.terms import give_term_dates
from alongside.config.commands.cases import command
from alongside.config.operator import operator_in
from alongside.kernel.refusals import Hidden, Refusal
from alongside.ledger.models import LedgerEntry
from alongside.people.models import LocalArea
from alongside.web import clock
from tests.casework.factories import HEAD, make_officer
from tests.casework.test_pages import Desk
from tests.casework.test_worklists_pages import with_plan
from tests.people.factories import make_area

pytestmark = pytest.mark.django_db
NOW = datetime(2022, 9, 12, 9, tzinfo=UTC)
OWN = (date(2022, 9, 6), date(2023, 1, 9), date(2023, 4, 17))


@pytest.fixture(autouse=True)
def september_2022(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr(clock, "today", lambda: NOW.date())


@pytest.fixture
def area() -> LocalArea:
    return make_area()


@pytest.fixture
def head(area: LocalArea) -> Desk:
    return Desk(area, "Hetty Head", "head_of_send")


def test_without_own_days_the_list_says_that_terms_are_counted(head: Desk) -> None:
    assert "The area has not given its own days." in head.get("reviews_due")


def test_reviews_stand_in_the_term_that_the_areas_own_days_make(
    area: LocalArea, head: Desk
) -> None:
    with_plan(area, 1, date(2022, 1, 7))
    assert "Testly 1" in head.get("reviews_due", term="2023-spring")
    give_term_dates(actor=operator_in(area), at=NOW, begins=OWN)
    autumn = head.get("reviews_due")
    assert "Testly 1" in autumn
    assert "from 6 September 2022. By 23 August 2022" in autumn
    assert "These are the area’s own days." in autumn
    assert "Testly 1" not in head.get("reviews_due", term="2023-spring")
    assert "2022-autumn" in head.get("manager")


def test_a_term_outside_what_was_given_says_that_it_is_counted(area: LocalArea, head: Desk) -> None:
    give_term_dates(actor=operator_in(area), at=NOW, begins=OWN)
    page = head.get("reviews_due", term="2023-autumn")
    assert "This term is counted" in page
    assert "to the term of 17 April 2023" in page


def test_the_latest_list_counts_the_earlier_stays_and_it_is_in_the_ledger(area: LocalArea) -> None:
    for begins in (OWN[:1], OWN):
        give_term_dates(actor=operator_in(area), at=NOW, begins=begins)
    assert TermDates.objects.in_area(area.pk).count() == 2
    assert LedgerEntry.objects.filter(verb="casework.give_term_dates").count() == 2


def test_nobody_gives_them_on_a_page_and_nothing_impossible_is_kept(area: LocalArea) -> None:
    officer, _ = make_officer(area, grants=HEAD)
    with pytest.raises(Hidden):
        give_term_dates(actor=officer, at=NOW, begins=OWN)
    with pytest.raises(Refusal, match="No term begins"):
        give_term_dates(actor=operator_in(area), at=NOW, begins=[date(2022, 6, 3)])
    assert not TermDates.objects.in_area(area.pk).exists()


def test_an_operator_gives_them_as_a_table(area: LocalArea, tmp_path: Path) -> None:
    table = tmp_path / "terms.csv"
    table.write_text("Begins\n6 September 2022\n2023-01-09\n17/04/2023\n", encoding="utf-8")
    answer = CliRunner().invoke(command, ["terms", str(table), "--area", area.slug])
    assert answer.exit_code == 0, answer.output
    assert answer.output.strip().endswith(
        "3 terms, from that of 6 September 2022 to that of 17 April 2023."
    )
    kept = TermDates.objects.in_area(area.pk).get()
    assert kept.begins == [each.isoformat() for each in OWN]


def test_a_day_that_cannot_be_read_is_named_with_its_line(area: LocalArea, tmp_path: Path) -> None:
    table = tmp_path / "terms.csv"
    table.write_text("Begins\n6 September 2022\n30 February 2023\n", encoding="utf-8")
    answer = CliRunner().invoke(command, ["terms", str(table), "--area", area.slug])
    assert answer.exit_code != 0
    assert "Line 3: There is no 30 February 2023" in f"{answer.output} {answer.exception}"
