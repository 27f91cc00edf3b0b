"""How old somebody is, in which year group, when the rights pass, and what must be known of them."""

from datetime import date

import pytest

from alongside.casework.rules.children import (
    ChildFacts,
    age_on,
    checked_child,
    rights_pass_on,
    year_group,
)
from alongside.kernel.refusals import Refusals

TODAY = date(2022, 9, 12)


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(2012, 2, 29), date(2013, 2, 28), 0),
        (date(2012, 2, 29), date(2013, 3, 1), 1),
        (date(2010, 9, 12), TODAY, 12),
        (date(2010, 9, 13), TODAY, 11),
    ],
)
def test_an_age_is_counted_in_whole_years(born: date, day: date, age: int) -> None:
    assert age_on(born, day) == age


@pytest.mark.parametrize(
    ("born", "day", "group"),
    [
        (date(2012, 8, 31), date(2022, 9, 1), 6),
        (date(2012, 9, 1), date(2022, 9, 1), 5),
        (date(2012, 8, 31), date(2022, 8, 31), 5),
        (date(2018, 1, 1), TODAY, 0),
        (date(2019, 1, 1), TODAY, -1),
    ],
)
def test_a_year_group_follows_the_school_year(born: date, day: date, group: int) -> None:
    assert year_group(born, day) == group


@pytest.mark.scenario(50)
@pytest.mark.parametrize(
    ("born", "passes"),
    [
        (date(2006, 8, 31), date(2022, 6, 24)),
        (date(2006, 9, 1), date(2023, 6, 30)),
        (date(2008, 2, 29), date(2024, 6, 28)),
    ],
)
def test_the_rights_pass_on_the_last_friday_in_june(born: date, passes: date) -> None:
    assert rights_pass_on(born) == passes
    assert passes.weekday() == 4


def test_facts_are_kept_without_spaces_and_in_capitals() -> None:
    kept = checked_child(facts(nhs_number="943 476 5870", nhs_status="02"), today=TODAY)
    assert (kept.given_names, kept.nhs_number) == ("Ada Mary", "9434765870")


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"born_on": date(2022, 9, 13)}, "born_on"),
        ({"born_on": date(1996, 9, 12)}, "born_on"),
        ({"given_names": " "}, "given_names"),
        ({"family_name": ""}, "family_name"),
        ({"nhs_number": "943 476 5871", "nhs_status": "01"}, "nhs_number"),
        ({"nhs_number": "943 476 5870"}, "nhs_status"),
        ({"upn": "A123"}, "upn"),
        ({"uln": "12"}, "uln"),
    ],
)
def test_what_cannot_be_is_said_beside_its_box(changed: dict[str, object], field: str) -> None:
    with pytest.raises(Refusals) as refused:
        checked_child(facts(**changed), today=TODAY)
    assert [each.field for each in refused.value.refusals] == [field]


def facts(**changed: object) -> ChildFacts:
    known = {
        "given_names": " Ada  Mary", "family_name": "Testly", "born_on": date(2014, 5, 1), "sex": "F",
    }  # fmt: skip
    return ChildFacts(**{**known, **changed})  # type: ignore[arg-type]
