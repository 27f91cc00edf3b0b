"""The measures of putting right: what was never put right is late, and a sweep is settled when all it found is."""

from datetime import UTC, date, datetime

import pytest

from alongside.casework import perms as casework
from alongside.casework.models import Case
from alongside.kernel.actor import Actor
from alongside.measures.codes import PERCENT, FigurePartName, Origin, Release
from alongside.measures.models import Measure
from alongside.measures.operations import NewBasis
from alongside.measures.queries.computed import keys_of
from alongside.people.models import Post
from alongside.quality import perms
from alongside.quality.computed_put_right import IN_TIME, SETTLED, TITLES, rows_behind
from alongside.quality.models import PutRight, Sweep, SweepCandidate
from alongside.web import clock
from tests.casework.factories import HEAD, make_case, make_officer
from tests.measures.counting import compute, standing
from tests.measures.factories import make_measure, make_series
from tests.plan.factories import Place, make_place

pytestmark = pytest.mark.django_db
NOW = datetime(2025, 6, 2, 12, tzinfo=UTC)
FOUND, DUE = date(2025, 4, 1), date(2025, 5, 6)
MAY_OPEN = HEAD | {perms.PUT_RIGHT, perms.JUDGE_HEALTH}


@pytest.fixture(autouse=True)
def june_2025(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr(clock, "today", lambda: NOW.date())


@pytest.fixture
def whole(db: None) -> Place:
    return make_place()


@pytest.fixture
def head(whole: Place) -> tuple[Actor, Post]:
    return make_officer(whole.area, "Hetty Head", MAY_OPEN)


def measured(whole: Place, code: str) -> Measure:
    measure = make_measure(whole, code="PR", unit=PERCENT, release=Release.AS_PUBLISHED)
    new = NewBasis(source=TITLES[code], origin=Origin.COMPUTED, counted_as=code)
    make_series(whole, measure, new)
    return measure


def found(
    head: tuple[Actor, Post], number: int, *, judged: str = "", closed_on: date | None = None
) -> None:
    """One EHC plan that a sweep found, and what became of it."""
    actor, post = head
    case: Case = make_case(actor, post, family_name=f"Testly{number}")
    sweep = Sweep.objects.create(
        area_id=actor.area_id, title="Health", rules=["no_health_advice"], target_on=DUE,
        begun_at=datetime(2025, 4, 1, 9, tzinfo=UTC),
    )  # fmt: skip
    said = {"judged_on": FOUND, "judged_at": NOW, "judged_why": "So."} if judged else {}
    candidate = SweepCandidate.objects.create(
        area_id=actor.area_id, sweep=sweep, case=case, found_by=["no_health_advice"],
        judged=judged, **said,
    )  # fmt: skip
    if judged != "not_appropriate":
        return
    closed = {"state": "closed", "way": "no_need", "reason": "So.", "closed_on": closed_on,
              "closed_at": NOW}  # fmt: skip
    PutRight.objects.create(
        area_id=actor.area_id, case=case, because="sweep", candidate=candidate, what="Health.",
        owner=post, opened_on=FOUND, due_on=DUE, opened_at=NOW, **(closed if closed_on else {}),
    )  # fmt: skip


def test_the_share_put_right_in_time_counts_what_never_was(
    whole: Place, head: tuple[Actor, Post]
) -> None:
    measure = measured(whole, IN_TIME)
    for number, closed_on in enumerate((date(2025, 5, 6), date(2025, 5, 7), None)):
        found(head, number, judged="not_appropriate", closed_on=closed_on)
    compute(whole, NOW)
    figure = next(each for each in standing(measure) if each.denominator)
    assert (figure.numerator, figure.denominator) == (1, 3)
    keys = keys_of(head[0], figure, FigurePartName.NUMERATOR)
    (row,) = rows_behind(head[0], IN_TIME, keys) or ()
    assert "Closed on 6 May 2025" in row.notes
    stranger, _ = make_officer(whole.area, "Olive Officer", frozenset({casework.OWN}))
    assert rows_behind(stranger, IN_TIME, keys) is None


def test_a_sweep_is_settled_when_what_it_found_is_judged_and_put_right(
    whole: Place, head: tuple[Actor, Post]
) -> None:
    measure = measured(whole, SETTLED)
    found(head, 1)
    found(head, 2, judged="appropriate")
    found(head, 3, judged="not_appropriate")
    found(head, 4, judged="not_appropriate", closed_on=date(2025, 5, 20))
    compute(whole, NOW)
    figure = next(each for each in standing(measure) if each.denominator)
    assert (figure.numerator, figure.denominator) == (2, 4)
    keys = keys_of(head[0], figure, FigurePartName.NUMERATOR)
    rows = rows_behind(head[0], SETTLED, keys) or ()
    assert len(rows) == 2
    assert rows_behind(whole.operator(), SETTLED, keys) is None
