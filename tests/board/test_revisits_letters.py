"""Writing a letter down by hand: everything may be mended until it is complete, nothing after."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from alongside.board.models import Finding, FindingPoint, LetterPerson, Revisit
from alongside.board.operations import letters as operations
from alongside.board.queries.letters import state_of_letter
from alongside.board.queries.revisits import latest_revisit, revisit_page, revisits
from alongside.board.rules.codes import LetterRole
from alongside.board.rules.revisits import PrintedPerson
from alongside.kernel.refusals import Changed, Hidden, Refusal
from alongside.ledger.models import LedgerDetail, LedgerEntry
from alongside.plan.models import Statement
from tests.board.visiting import FACTS, FINDING, complete_it, file, noon, write_letter
from tests.plan.factories import Place, make_place, make_statement

pytestmark = pytest.mark.django_db
WHEN = noon(date(2020, 6, 15))
TODAY = WHEN.date()
SIGNER = PrintedPerson(LetterRole.SIGNED_BY, "Ann Inspector", "His Majesty’s Inspector")


@pytest.fixture
def place() -> Place:
    return make_place()


@pytest.fixture
def statement(place: Place) -> Statement:
    return make_statement(place)


@pytest.fixture
def letter(place: Place, statement: Statement) -> Revisit:
    """Still being written down, with one finding."""
    return write_letter(place, statement, complete=False)


def _by(place: Place, at: datetime = WHEN) -> dict[str, Any]:
    return {"actor": place.chair, "at": at}


def test_a_letter_is_written_down_and_completed(place: Place, letter: Revisit) -> None:
    operations.add_person(**_by(place), letter_ref=letter.ref, person=SIGNER)
    complete_it(place.chair, letter, WHEN)
    page = revisit_page(place.forum, letter.ref, today=TODAY)
    assert (page.letter.letter_on, page.letter.visited_last) == (
        date(2020, 6, 12),
        date(2020, 6, 3),
    )
    assert [p.words for p in page.people[LetterRole.SIGNED_BY]] == [
        "Ann Inspector, His Majesty’s Inspector"
    ]
    (finding,) = page.findings
    assert finding.weakness_title == "2. Joint commissioning"
    assert [point.text for point in finding.remaining] == ["Waits are long.", "Data is thin."]
    assert (page.letter.remaining_count, page.letter.without_action_count) == (2, 2)
    assert page.letter.ends_visits


def test_other_readers_do_not_see_it_before_it_is_complete(place: Place, letter: Revisit) -> None:
    assert latest_revisit(place.chair) is None
    assert [each.is_complete for each in revisits(place.chair)] == [False]
    assert revisits(place.forum) == ()
    with pytest.raises(Hidden):
        revisit_page(place.forum, letter.ref, today=TODAY)


def test_a_finding_is_mended_and_taken_out(place: Place, letter: Revisit) -> None:
    finding = Finding.objects.in_area(place.area.pk).get()
    mended = replace(FINDING, remaining=("Waits are very long.",), weakness_number=None)
    changed = operations.change_finding(
        **_by(place), finding_ref=finding.ref, expected_version=1, facts=mended
    )
    assert (changed.version, changed.weakness_id) == (2, None)
    texts = FindingPoint.objects.in_area(place.area.pk).filter(kind="remaining")
    assert list(texts.values_list("text", flat=True)) == ["Waits are very long."]
    operations.remove_finding(**_by(place), finding_ref=finding.ref)
    assert not letter.findings.exists()
    with pytest.raises(Refusal, match="each weakness first"):
        complete_it(place.chair, letter, WHEN)


def test_a_finding_names_a_weakness_that_is_there_and_a_number_once(
    place: Place, letter: Revisit
) -> None:
    for change, field in (({"number": 2, "weakness_number": 9}, "weakness"), ({}, "number")):
        with pytest.raises(Refusal) as refused:
            operations.add_finding(
                **_by(place), letter_ref=letter.ref, facts=replace(FINDING, **change)
            )
        assert refused.value.field == field


def test_people_are_added_and_taken_out(place: Place, letter: Revisit) -> None:
    made = operations.add_person(**_by(place), letter_ref=letter.ref, person=SIGNER)
    with pytest.raises(Refusal, match="as the letter prints it"):
        operations.add_person(**_by(place), letter_ref=letter.ref, person=replace(SIGNER, name=" "))
    operations.remove_person(**_by(place), person_ref=made.ref)
    assert not LetterPerson.objects.in_area(place.area.pk).exists()


@pytest.mark.both_engines
def test_two_people_change_it_and_the_second_is_shown_what_changed(
    place: Place, letter: Revisit
) -> None:
    change = {"letter_ref": letter.ref, "expected_version": 1}
    operations.change_letter(**_by(place), **change, facts=replace(FACTS, title="Ours"))
    with pytest.raises(Changed) as refused:
        operations.change_letter(**_by(place), **change, facts=replace(FACTS, title="Mine"))
    assert ("Title", "Ours", "Mine") in refused.value.differences
    finding = Finding.objects.in_area(place.area.pk).get()
    mend = {"finding_ref": finding.ref, "expected_version": 1}
    operations.change_finding(**_by(place), **mend, facts=replace(FINDING, title="Ours"))
    with pytest.raises(Changed):
        operations.change_finding(**_by(place), **mend, facts=replace(FINDING, title="Mine"))


def test_it_is_completed_only_as_it_was_checked(place: Place, letter: Revisit) -> None:
    seen = state_of_letter(letter)
    operations.add_person(**_by(place), letter_ref=letter.ref, person=SIGNER)
    with pytest.raises(Refusal, match="changed the letter since you read it"):
        operations.complete_letter(**_by(place), letter_ref=letter.ref, seen=seen)


def test_nothing_changes_once_it_is_complete(place: Place, statement: Statement) -> None:
    letter = write_letter(place, statement)
    finding = Finding.objects.in_area(place.area.pk).get()
    of_letter, of_finding = {"letter_ref": letter.ref}, {"finding_ref": finding.ref}
    for act in (
        lambda: operations.change_letter(
            **_by(place), **of_letter, expected_version=2, facts=FACTS
        ),
        lambda: operations.add_finding(**_by(place), **of_letter, facts=replace(FINDING, number=2)),
        lambda: operations.change_finding(
            **_by(place), **of_finding, expected_version=1, facts=FINDING
        ),
        lambda: operations.remove_finding(**_by(place), **of_finding),
        lambda: operations.add_person(**_by(place), **of_letter, person=SIGNER),
        lambda: operations.discard_letter(**_by(place), **of_letter),
        lambda: operations.complete_letter(**_by(place), **of_letter, seen=state_of_letter(letter)),
    ):
        with pytest.raises(Refusal, match="no longer changes"):
            act()


@pytest.mark.both_engines
def test_a_letter_that_was_never_completed_can_be_given_up(
    place: Place, statement: Statement, letter: Revisit
) -> None:
    with pytest.raises(Refusal, match="recorded already"):
        write_letter(place, statement)
    operations.discard_letter(**_by(place), letter_ref=letter.ref)
    assert not Revisit.objects.in_area(place.area.pk).exists()
    assert LedgerEntry.objects.order_by("-seq")[0].verb == "board.discard_letter"
    write_letter(place, statement)


def test_the_letter_itself_is_kept_once(place: Place, statement: Statement) -> None:
    letter = write_letter(place, statement)
    keep = {"letter_ref": letter.ref}
    operations.keep_letter_file(**_by(place), **keep, upload=file("letter.txt"))
    page = revisit_page(place.forum, letter.ref, today=TODAY)
    assert page.letter_name == "letter.txt"
    with pytest.raises(Refusal, match="never replaced"):
        operations.keep_letter_file(**_by(place), **keep, upload=file("other.txt"))


def test_the_ledger_knows_no_words_of_the_letter(place: Place, statement: Statement) -> None:
    letter = write_letter(place, statement, complete=False)
    operations.add_person(**_by(place), letter_ref=letter.ref, person=SIGNER)
    said = " ".join(LedgerDetail.objects.values_list("content", flat=True))
    for words in ("Ann Inspector", "Waits are long", "Revisit of 2020"):
        assert words not in said


def test_wrong_roles_and_other_areas_find_nothing(place: Place, letter: Revisit) -> None:
    finding = Finding.objects.in_area(place.area.pk).get()
    elsewhere = make_place("shire", "Example Shire")
    strangers = (elsewhere.officer, place.actor("Wanda Works", "workstream_officer"))
    for actor in strangers:
        for act in (
            lambda by: operations.change_letter(
                **by, letter_ref=letter.ref, expected_version=1, facts=FACTS
            ),
            lambda by: operations.add_finding(**by, letter_ref=letter.ref, facts=FINDING),
            lambda by: operations.remove_finding(**by, finding_ref=finding.ref),
            lambda by: operations.add_person(**by, letter_ref=letter.ref, person=SIGNER),
            lambda by: operations.complete_letter(**by, letter_ref=letter.ref, seen=""),
            lambda by: operations.discard_letter(**by, letter_ref=letter.ref),
            lambda by: operations.keep_letter_file(**by, letter_ref=letter.ref, upload=file()),
        ):
            with pytest.raises(Hidden):
                act({"actor": actor, "at": WHEN})


@pytest.mark.both_engines
def test_a_letter_recorded_by_mistake_is_withdrawn_and_its_day_is_free(
    place: Place, statement: Statement
) -> None:
    """It stays readable, no longer counts, and the ledger knows; the right one can follow."""
    letter = write_letter(place, statement)
    withdraw = {"actor": place.officer, "at": noon(date(2020, 6, 20)), "letter_ref": letter.ref}
    with pytest.raises(Refusal, match="Say why"):
        operations.withdraw_letter(why=" ", **withdraw)
    operations.withdraw_letter(why="It is another area’s.", **withdraw)
    assert LedgerEntry.objects.order_by("-seq")[0].verb == "board.withdraw_letter"
    with pytest.raises(Refusal, match="already"):
        operations.withdraw_letter(why="Again", **withdraw)
    page = revisit_page(place.chair, letter.ref, today=date(2020, 6, 21))
    assert (page.letter.counts, page.withdrawn_why) == (False, "It is another area’s.")
    assert latest_revisit(place.chair) is None
    again = write_letter(place, statement)
    newest = latest_revisit(place.chair)
    assert newest is not None
    assert newest.ref == again.ref


def test_a_letter_being_written_down_or_seen_by_others_is_not_withdrawn(
    place: Place, statement: Statement
) -> None:
    letter = write_letter(place, statement, complete=False)
    at = noon(date(2020, 6, 20))
    with pytest.raises(Refusal, match="Give it up"):
        operations.withdraw_letter(actor=place.officer, at=at, letter_ref=letter.ref, why="No")
    member = place.actor("Mary Member", "board_member")
    with pytest.raises(Hidden):
        operations.withdraw_letter(actor=member, at=at, letter_ref=letter.ref, why="No")
