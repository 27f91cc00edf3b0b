"""The outcomes framework: drafts change freely, and the wording of a version in use never does."""

from dataclasses import replace
from datetime import date

import pytest

from alongside.kernel.refusals import Changed, Hidden, Refusal, Refusals
from alongside.ledger.models import LedgerEntry
from alongside.measures import operations
from alongside.measures.models import OutcomeService, OutcomesFramework, OutcomeStatement
from alongside.measures.queries.framework import framework_page, frameworks
from alongside.measures.rules.frameworks import FrameworkWords, NewStatement
from alongside.people.models import Organisation
from tests.measures.outcomes import MAY, SAFE, begin, in_use, measure, use, write
from tests.plan.factories import Place, make_place

pytestmark = pytest.mark.django_db
LATER = date(2021, 5, 17)


@pytest.fixture
def place() -> Place:
    return make_place()


def change(
    place: Place, statement: OutcomeStatement, new: NewStatement, expected: int | None = None
) -> OutcomeStatement:
    statement.refresh_from_db()
    return operations.change_statement(
        actor=place.officer,
        at=MAY,
        statement_ref=statement.ref,
        expected_version=statement.version if expected is None else expected,
        new=new,
    )


def texts(place: Place, framework: OutcomesFramework) -> list[str]:
    return [each.text for each in framework_page(place.officer, framework.ref).statements]


def test_the_next_version_begins_with_everything_that_is_in_use(place: Place) -> None:
    used = in_use(place.officer)
    statement = used.statements.get()
    shown = measure(place)
    change(place, statement, replace(SAFE, measures=(shown.ref,)))
    statement.services.filter(name="Early help").update(organisation=place.council)
    draft = begin(place.officer)
    (copied,) = framework_page(place.officer, draft.ref).statements
    assert (draft.number, draft.state, used.number) == (2, "draft", 1)
    assert (copied.text, copied.descriptors, copied.services) == (
        SAFE.text,
        SAFE.descriptors,
        SAFE.services,
    )
    assert [each.code for each in copied.measures] == ["4.1a"]
    held = OutcomeService.objects.in_area(place.area.pk).get(
        statement__framework=draft, name="Early help"
    )
    assert held.organisation == Organisation.objects.get(pk=place.council.pk)


def test_there_is_one_draft_at_a_time(place: Place) -> None:
    begin(place.officer)
    with pytest.raises(Refusal, match="There is a draft of the next version already"):
        begin(place.officer)


def test_a_framework_has_a_title(place: Place) -> None:
    with pytest.raises(Refusal, match="Give the framework a title"):
        begin(place.officer, title="  ")


def test_the_title_of_a_draft_changes_and_an_older_page_is_told(place: Place) -> None:
    draft = begin(place.officer)
    words = FrameworkWords("Our outcomes", "With forty families.")
    changed = operations.change_framework(
        actor=place.officer, at=MAY, framework_ref=draft.ref, expected_version=1, words=words
    )
    assert (changed.title, changed.made_with) == ("Our outcomes", "With forty families.")
    with pytest.raises(Changed) as raised:
        operations.change_framework(
            actor=place.officer,
            at=MAY,
            framework_ref=draft.ref,
            expected_version=1,
            words=FrameworkWords("Mine"),
        )
    assert ("Title", "Our outcomes", "Mine") in raised.value.differences


def test_a_statement_of_a_draft_changes_whole(place: Place) -> None:
    statement = write(place.officer, begin(place.officer))
    kept = statement.services.get(name="Early help").ref
    change(place, statement, NewStatement("I feel safe", ("I sleep well",), ("Early help",)))
    assert statement.descriptors.get().text == "I sleep well"
    assert statement.services.get().ref == kept
    event = LedgerEntry.objects.get(verb="measures.change_statement")
    assert event.detail.words["facts"]["changed"]["text"] == ["I am safe", "I feel safe"]


def test_descriptors_that_stay_keep_their_public_names(place: Place) -> None:
    statement = write(place.officer, begin(place.officer))
    before = list(statement.descriptors.values_list("ref", flat=True))
    change(place, statement, replace(SAFE, text="I feel safe", descriptors=(*SAFE.descriptors, "")))
    assert list(statement.descriptors.values_list("ref", flat=True)) == before


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (replace(SAFE, text=" "), "in a child’s words"),
        (replace(SAFE, text="I" * 201), "200 characters or fewer"),
        (replace(SAFE, services=("S" * 201,)), "Name each service in 200 characters"),
    ],
)
def test_a_statement_that_cannot_be_kept_is_refused_whole(
    place: Place, wrong: NewStatement, sentence: str
) -> None:
    draft = begin(place.officer)
    with pytest.raises(Refusals, match=sentence):
        write(place.officer, draft, wrong)
    assert texts(place, draft) == []


def test_of_a_version_in_use_only_measures_and_services_change(place: Place) -> None:
    used = in_use(place.officer)
    statement = used.statements.get()
    shown = measure(place)
    change(place, statement, replace(SAFE, services=("Police",), measures=(shown.ref,)))
    assert statement.services.get().name == "Police"
    assert statement.measures.get() == shown
    for wrong in (replace(SAFE, text="I feel safe"), replace(SAFE, descriptors=("I am calm",))):
        with pytest.raises(Refusal, match="The wording of a version in use stays"):
            change(place, statement, wrong)


def test_a_replaced_version_stays_as_it_was(place: Place) -> None:
    used = in_use(place.officer)
    draft = begin(place.officer)
    use(place.officer, draft, LATER)
    statement = used.statements.get()
    for new in (SAFE, replace(SAFE, services=())):
        with pytest.raises(Refusal, match="This version has been replaced"):
            change(place, statement, new)
    assert texts(place, used) == ["I am safe"]


def test_the_second_of_two_people_sees_what_the_first_changed(place: Place) -> None:
    statement = write(place.officer, begin(place.officer))
    change(place, statement, replace(SAFE, text="I feel safe"))
    with pytest.raises(Changed) as raised:
        change(place, statement, replace(SAFE, text="I am well looked after"), expected=1)
    assert raised.value.differences == (("Statement", "I feel safe", "I am well looked after"),)


def test_a_statement_is_removed_from_a_draft_and_never_from_a_version_in_use(place: Place) -> None:
    used = in_use(place.officer)
    draft = begin(place.officer)
    for framework in (used, draft):
        statement = framework.statements.get()
        remove = {"actor": place.officer, "at": MAY, "statement_ref": statement.ref}
        if framework is used:
            with pytest.raises(Refusal, match="This version is in use"):
                operations.remove_statement(**remove, expected_version=statement.version)
        else:
            operations.remove_statement(**remove, expected_version=statement.version)
    assert (texts(place, used), texts(place, draft)) == (["I am safe"], [])
    event = LedgerEntry.objects.get(verb="measures.remove_statement")
    assert event.detail.words["facts"]["text"] == "I am safe"


def test_a_version_takes_the_place_of_the_one_before_on_its_day(place: Place) -> None:
    used = in_use(place.officer, date(2020, 7, 20))
    draft = use(place.officer, begin(place.officer), LATER)
    used.refresh_from_db()
    assert (used.state, used.in_use_until) == ("replaced", LATER)
    assert (draft.state, draft.in_use_from) == ("in_use", LATER)
    assert [each.number for each in frameworks(place.chair)] == [2, 1]


@pytest.mark.parametrize(
    ("on", "sentence"),
    [
        (date(2020, 7, 20), "came into use on 20 July 2020. Choose a later day"),
        (date(2021, 5, 18), "18 May 2021 has not come yet"),
    ],
)
def test_a_version_is_used_from_a_day_that_has_come_and_after_the_one_before(
    place: Place, on: date, sentence: str
) -> None:
    in_use(place.officer, date(2020, 7, 20))
    draft = begin(place.officer)
    with pytest.raises(Refusal, match=sentence):
        use(place.officer, draft, on)
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_a_version_without_a_statement_is_not_used(place: Place) -> None:
    with pytest.raises(Refusal, match="Write at least one outcome statement first"):
        use(place.officer, begin(place.officer), LATER)


def test_a_draft_that_changed_since_it_was_looked_at_is_not_put_in_use(place: Place) -> None:
    draft = begin(place.officer)
    statement = write(place.officer, draft)
    draft.refresh_from_db()
    seen = draft.version
    change(place, statement, replace(SAFE, text="I feel safe"))
    with pytest.raises(Changed):
        operations.put_in_use(
            actor=place.officer,
            at=MAY,
            framework_ref=draft.ref,
            expected_version=seen,
            from_on=LATER,
        )


def test_measures_come_from_the_areas_own_list(place: Place) -> None:
    leeds = make_place("leeds", "Leeds")
    theirs, old = measure(leeds), measure(place)
    operations.retire_measure(actor=place.officer, at=MAY, measure_ref=old.ref, why="Counted twice")
    draft = begin(place.officer)
    for wrong in (theirs, old):
        with pytest.raises(Refusal, match="Choose measures from the list"):
            write(place.officer, draft, replace(SAFE, measures=(wrong.ref,)))


def test_a_measure_that_went_out_of_use_may_stay_where_it_was_chosen(place: Place) -> None:
    shown = measure(place)
    statement = write(place.officer, begin(place.officer), replace(SAFE, measures=(shown.ref,)))
    operations.retire_measure(
        actor=place.officer, at=MAY, measure_ref=shown.ref, why="Counted twice"
    )
    change(place, statement, NewStatement("I feel safe", measures=(shown.ref,)))
    assert statement.measures.get() == shown


def test_those_who_only_read_and_other_areas_change_nothing(place: Place) -> None:
    leeds = make_place("leeds", "Leeds")
    draft = begin(place.officer)
    for actor in (place.chair, leeds.officer):
        with pytest.raises(Hidden):
            write(actor, draft)
        with pytest.raises(Hidden):
            use(actor, draft, LATER)
    with pytest.raises(Hidden):
        framework_page(leeds.officer, draft.ref)
    assert frameworks(leeds.officer) == ()
