"""Notes on a chart, the story behind it, new beginnings, and what was corrected."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from alongside.jobs.models import Job
from alongside.kernel.refusals import Hidden, Refusal
from alongside.ledger.models import LedgerEntry
from alongside.measures import operations
from alongside.measures.models import Measure, Recalculation, Story
from alongside.measures.queries.one_measure import period_choices
from alongside.measures.restating import restatements
from alongside.notices.models import Notice
from alongside.people import operations as people
from tests.measures.factories import (
    AT,
    approver,
    make_counted,
    make_measure,
    make_series,
    reads,
    share,
)
from tests.plan.factories import Place, make_place

pytestmark = pytest.mark.django_db
CAUSE = "A second panel meets each week"


@pytest.fixture
def place() -> Place:
    return make_place()


@pytest.fixture
def measure(place: Place) -> Measure:
    return make_counted(place, (30, 60), (45, 60), (50, 60))


@pytest.fixture
def enough(place: Place) -> Measure:
    """With so many figures that limits can be worked out anew from the second."""
    return make_counted(place, *[(30, 60)] * 14, code="4.1b", title="Plans in 20 weeks, in full")


def recalculate(place: Place, measure: Measure, **changes: object) -> Recalculation:
    given = {"from_on": date(2020, 2, 1), "cause": CAUSE} | changes
    given.setdefault("approved_by", approver(place).ref)
    return operations.recalculate(actor=place.officer, at=AT, measure_ref=measure.ref, **given)


def correct(place: Place, measure: Measure, months: int, numerator: int, note: str) -> None:
    wrong = measure.series.get().figures.get(period_from=date(2020, months + 1, 1), corrects=None)
    operations.correct_figure(
        actor=place.officer, at=AT, figure_ref=wrong.ref, new=share(months, numerator, 60, note)
    )


@pytest.mark.scenario(33)
def test_a_new_beginning_keeps_its_cause_and_who_approved_it(place: Place, enough: Measure) -> None:
    made = recalculate(place, enough)
    assert (made.cause, made.approved_by.name) == (CAUSE, "Charlie Chair")
    facts = LedgerEntry.objects.get(verb="measures.recalculate").detail.words["facts"]
    assert (facts["from"], facts["reason"]) == ("2020-02-01", CAUSE)
    assert facts["approved_by"] == approver(place).ref


@pytest.mark.scenario(33)
def test_a_new_beginning_without_cause_or_another_persons_approval_is_refused(
    place: Place, measure: Measure
) -> None:
    with pytest.raises(Refusal, match="Say what changed") as refusal:
        recalculate(place, measure, cause="")
    assert refusal.value.field == "cause"
    with pytest.raises(Refusal, match="Somebody else") as refusal:
        recalculate(place, measure, approved_by=place.person("Olive Officer").ref)
    assert refusal.value.field == "approved_by"
    assert not Recalculation.objects.in_area(place.area.pk).exists()


@pytest.mark.scenario(33)
def test_limits_that_would_rest_on_too_few_figures_are_refused(
    place: Place, measure: Measure
) -> None:
    with pytest.raises(
        Refusal, match="There are 2 figures to judge from 1 February 2020"
    ) as refusal:
        recalculate(place, measure)
    assert refusal.value.field == "from_on"
    assert not Recalculation.objects.in_area(place.area.pk).exists()


@pytest.mark.scenario(33)
def test_only_a_period_from_which_enough_figures_count_can_be_chosen(
    place: Place, enough: Measure
) -> None:
    (only,) = period_choices(enough)
    recalculate(place, enough, from_on=date.fromisoformat(only[0]))
    thirteen = make_counted(place, *[(30, 60)] * 13, code="13", title="Thirteen figures")
    assert period_choices(thirteen) == []


def test_whoever_is_said_to_have_approved_it_is_told_at_once(place: Place, enough: Measure) -> None:
    made = recalculate(place, enough)
    told = Notice.objects.in_area(place.area.pk).get(person=approver(place))
    assert told.sentence.startswith(
        "New limits of a measure’s chart were recorded as approved by you."
    )
    assert made.ref in told.address


@pytest.mark.scenario(33)
def test_nothing_makes_a_new_beginning_by_itself(place: Place) -> None:
    make_counted(place, *[(10, 60)] * 12, *[(50, 60)] * 12)
    assert not Recalculation.objects.in_area(place.area.pk).exists()


@pytest.mark.both_engines
def test_limits_begin_once_on_a_day(place: Place, enough: Measure) -> None:
    made = recalculate(place, enough)
    with pytest.raises(Refusal, match="anew from this day already"):
        recalculate(place, enough)
    made.pk, made.ref = None, "0123456789abcdef"
    with pytest.raises(IntegrityError), transaction.atomic():
        made.save(force_insert=True)


def test_a_measure_without_figures_has_no_limits_to_work_out(place: Place) -> None:
    measure = make_measure(place)
    with pytest.raises(Refusal, match="no figures yet"):
        recalculate(place, measure)
    make_series(place, measure)
    with pytest.raises(Refusal, match="no figures yet"):
        recalculate(place, measure)


@pytest.mark.scenario(33)
def test_limits_are_not_approved_by_somebody_who_may_not_read_measures(
    place: Place, enough: Measure
) -> None:
    """The message would lead them to a page that they cannot open."""
    place.post("School governor", holder="Gwen Governor")
    gwen = place.person("Gwen Governor")
    with pytest.raises(Refusal, match="Gwen Governor may not read measures") as refusal:
        recalculate(place, enough, approved_by=gwen.ref)
    assert refusal.value.field == "approved_by"
    assert not Notice.objects.in_area(place.area.pk).filter(person=gwen).exists()
    reads(place, gwen)
    recalculate(place, enough, approved_by=gwen.ref)
    assert Notice.objects.in_area(place.area.pk).filter(person=gwen).count() == 1


@pytest.mark.parametrize("until", [None, date(2025, 6, 2)])
def test_limits_are_approved_by_somebody_who_holds_a_post(
    place: Place, enough: Measure, until: date | None
) -> None:
    paula = place.person("Paula Parent")
    if until:
        people.appoint(
            actor=place.operator(),
            at=AT,
            post=place.post("Adviser"),
            person=paula,
            held_from=date(2020, 1, 1),
            held_until=until,
        )
    with pytest.raises(Refusal, match="Choose somebody who holds a post") as refusal:
        recalculate(place, enough, approved_by=paula.ref)
    assert refusal.value.field == "approved_by"


def test_nothing_is_noted_before_it_has_happened(place: Place, measure: Measure) -> None:
    named = {"actor": place.officer, "at": AT, "measure_ref": measure.ref, "text": "A new panel"}
    with pytest.raises(Refusal, match="Choose today or a day before it") as refusal:
        operations.annotate(**named, on=date(2025, 6, 3))
    assert refusal.value.field == "on"
    assert operations.annotate(**named, on=date(2025, 6, 2)).on == date(2025, 6, 2)


def test_a_note_and_a_story_are_kept_and_the_story_before_stays(
    place: Place, measure: Measure
) -> None:
    named = {"actor": place.officer, "at": AT, "measure_ref": measure.ref}
    Job.objects.all().delete()
    operations.tell_story(**named, text="Two people left.", partners="Health")
    assert not Job.objects.exists()
    operations.tell_story(**named, text="They were replaced.")
    noted = operations.annotate(**named, on=date(2020, 2, 10), text=" A new panel ")
    assert noted.text == "A new panel"
    assert Job.objects.count() == 1
    assert Story.objects.in_area(place.area.pk).count() == 2
    assert LedgerEntry.objects.filter(
        verb__in=["measures.annotate", "measures.tell_story"], subject_ref=measure.ref
    ).count() == 3  # fmt: skip


@pytest.mark.parametrize(
    ("text", "sentence"), [(" ", "Say what happened"), ("x" * 201, "Shorten the note to 200")]
)
def test_a_note_says_something_short(
    place: Place, measure: Measure, text: str, sentence: str
) -> None:
    with pytest.raises(Refusal, match=sentence) as refusal:
        operations.annotate(
            actor=place.officer, at=AT, measure_ref=measure.ref, on=date(2020, 2, 1), text=text
        )
    assert refusal.value.field == "text"


def test_who_may_only_read_says_nothing(place: Place, measure: Measure) -> None:
    reader = {"actor": place.forum, "at": AT, "measure_ref": measure.ref}
    chair = {"actor": place.chair, "at": AT, "measure_ref": measure.ref}
    for attempt in (
        lambda: operations.annotate(**reader, on=date(2020, 2, 1), text="x"),
        lambda: operations.tell_story(**reader, text="x"),
        lambda: operations.recalculate(
            **chair,
            from_on=date(2020, 2, 1),
            cause=CAUSE,
            approved_by=place.person("Olive Officer").ref,
        ),
    ):
        with pytest.raises(Hidden):
            attempt()


def test_a_measure_of_another_area_takes_no_remarks(place: Place, measure: Measure) -> None:
    leeds = make_place("leeds", "Leeds")
    with pytest.raises(Hidden):
        recalculate(leeds, measure)
    with pytest.raises(Hidden):
        restatements(leeds.officer, measure.ref)


@pytest.mark.scenario(29)
def test_a_correction_says_what_was_and_is_and_why(place: Place, measure: Measure) -> None:
    correct(place, measure, 1, 54, "Nine were counted twice.")
    (told,) = restatements(place.officer, measure.ref)
    assert (told.period, told.was, told.now) == (
        "February 2020", "75.0% (45 of 60)", "90.0% (54 of 60)",
    )  # fmt: skip
    assert told.sentence == (
        "February 2020: 75.0% (45 of 60) was corrected to 90.0% (54 of 60) on 2 June 2025, by Olive "
        "Officer. Nine were counted twice."
    )


def test_corrections_of_corrections_are_each_told_latest_first(
    place: Place, measure: Measure
) -> None:
    correct(place, measure, 1, 54, "Nine were counted twice.")
    later = measure.series.get().figures.get(corrects__isnull=False)
    operations.correct_figure(
        actor=place.officer, at=AT, figure_ref=later.ref, new=share(3, 54, 60, "It was April.")
    )
    told = restatements(place.officer, measure.ref)
    assert [(each.period, each.was) for each in told] == [
        ("April 2020", "90.0% (54 of 60) for February 2020"),
        ("February 2020", "75.0% (45 of 60)"),
    ]


def test_a_correction_gives_no_small_number_away(place: Place, measure: Measure) -> None:
    correct(place, measure, 1, 2, "Forty-three belong to another month.")
    (told,) = restatements(place.forum, measure.ref)
    assert "45" not in told.sentence
    assert "2 of 60" not in told.sentence
    assert "hidden because a small number of people" in told.sentence
    assert restatements(place.officer, measure.ref)[0].now == "3.3% (2 of 60)"


def test_a_measure_that_was_never_corrected_has_no_restatements(
    place: Place, measure: Measure
) -> None:
    assert restatements(place.forum, measure.ref) == ()
