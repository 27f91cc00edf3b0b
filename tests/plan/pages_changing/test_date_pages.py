"""Asking for a date to move, and the chair's answer with its second look."""

import pytest
from django.test import Client

from alongside.kernel.dates import PartialDate
from alongside.plan import operations
from alongside.plan.models import DateChange, Line
from alongside.plan.rules.codes import WhichDate
from tests.plan.factories import AT, Place, make_line
from tests.plan.pages_changing.conftest import SignIn, boxes, to, words


def asked(place: Place, line: Line, new: PartialDate = PartialDate(2021, 6)) -> DateChange:  # noqa: B008
    line.refresh_from_db()
    return operations.ask_date_change(
        actor=place.officer,
        at=AT,
        line_ref=line.ref,
        expected_version=line.version,
        which=WhichDate.END,
        new_date=new,
        reason="The provider changed",
    )


def asking(line: Line, **more: object) -> dict[str, object]:
    return {
        "which": "end",
        "reason": "The provider changed",
        "expected_version": line.version,
        **boxes("new_date", "", 6, 2021),
        **more,
    }


def test_a_date_change_is_asked_for_and_the_date_stays(officer: Client, line: Line) -> None:
    answer = officer.post(to("ask_date_change", line.ref), asking(line), follow=True)
    assert "The date stays until one of them consents." in words(answer)
    line.refresh_from_db()
    assert (line.end_on.isoformat(), line.end_precision) == ("2021-03-31", "month")
    assert DateChange.objects.in_area(line.area_id).get().new_precision == "month"


@pytest.mark.scenario(8)
@pytest.mark.parametrize(
    ("date", "sentence"),
    [
        (boxes("new_date", "March 2-21", "", ""), "March 2-21"),
        (boxes("new_date", 30, 2, 2021), "There is no 30 February 2021"),
        (boxes("new_date", 1, 6, 21), "does not have four digits"),
    ],
)
def test_a_date_that_is_none_is_refused_and_stays_in_its_boxes(
    officer: Client, line: Line, date: dict[str, str], sentence: str
) -> None:
    page = officer.post(to("ask_date_change", line.ref), {**asking(line), **date})
    assert page.status_code == 422
    assert sentence in words(page)
    for typed in date.values():
        assert f'value="{typed}"' in page.content.decode() or not typed
    assert not DateChange.objects.in_area(line.area_id).exists()


def test_only_dates_that_are_missing_can_be_given(officer: Client, place: Place) -> None:
    line = make_line(place)
    Line.objects.in_area(line.area_id).filter(pk=line.pk).update(end_on=None, end_precision="")
    page = officer.get(to("set_first_date", line.ref)).content.decode()
    assert 'value="end"' in page
    assert 'value="start"' not in page
    sent = {"which": "end", "expected_version": 1, **boxes("new_date", 31, 3, 2021)}
    assert officer.post(to("set_first_date", line.ref), sent).status_code == 302
    line.refresh_from_db()
    assert line.end_on.isoformat() == "2021-03-31"


def test_the_chair_sees_everything_that_bears_on_the_answer(
    chair: Client, place: Place, line: Line
) -> None:
    first = asked(place, line)
    operations.consent_to_date_change(actor=place.chair, at=AT, change_ref=first.ref)
    change = asked(place, line, PartialDate(2021, 7, 31))
    page = words(chair.get(to("decide_date_change", change.ref)))
    for said in (
        "Old end date June 2021",
        "New end date 31 July 2021",
        "31 days later: it counts as a slip",
        "Reason The provider changed",
        "Asked By Olive Officer on 15 June 2020",
        "Earlier slips 1 slip, 91 days together",
    ):
        assert said in page


@pytest.mark.scenario(38)
def test_consent_is_checked_once_more_before_the_date_moves(
    chair: Client, place: Place, line: Line
) -> None:
    address = to("decide_date_change", asked(place, line).ref)
    sent = {"answer": "consent", "note": "Agreed,\nthis once"}
    check = chair.post(address, sent)
    assert check.status_code == 200
    assert "Check your answer" in words(check)
    assert "It counts as a slip of 91 days." in words(check)
    line.refresh_from_db()
    assert line.end_on.isoformat() == "2021-03-31"
    done = chair.post(address, {**sent, "step": "confirm"}, follow=True)
    assert "2.1-A has its new end date, June 2021." in words(done)
    line.refresh_from_db()
    assert line.end_on.isoformat() == "2021-06-30"
    change = DateChange.objects.in_area(line.area_id).get()
    assert (change.old_on.isoformat(), change.answer_note) == ("2021-03-31", "Agreed,\nthis once")


def test_an_answer_can_be_changed_at_the_second_look(
    chair: Client, place: Place, line: Line
) -> None:
    address = to("decide_date_change", asked(place, line).ref)
    back = chair.post(address, {"answer": "consent", "note": "Agreed", "step": "change"})
    assert back.status_code == 200
    assert "What is your answer?" in words(back)
    assert ">Agreed</textarea>" in back.content.decode().replace("\n", "")
    assert 'name="step"' not in back.content.decode()


def test_a_refusal_says_why(chair: Client, place: Place, line: Line) -> None:
    address = to("decide_date_change", asked(place, line).ref)
    page = chair.post(address, {"answer": "refuse", "note": ""})
    assert page.status_code == 422
    assert "Say why the date stays as it is." in words(page)
    sent = {"answer": "refuse", "note": "It was promised", "step": "confirm"}
    assert chair.post(address, sent).status_code == 302
    closed = words(chair.get(address))
    assert "Refused by Charlie Chair on 15 June 2020. Note: It was promised" in closed
    assert "What is your answer?" not in closed


def test_whoever_asked_finds_no_answer_to_give(sign_in: SignIn, place: Place, line: Line) -> None:
    both = sign_in("Olive Officer", "chair")
    page = words(both.get(to("decide_date_change", asked(place, line).ref)))
    assert "You asked for this date change, so somebody else has to answer it." in page


def test_an_answer_that_came_too_late_is_refused_with_a_sentence(
    chair: Client, place: Place, line: Line
) -> None:
    change = asked(place, line)
    operations.refuse_date_change(actor=place.chair, at=AT, change_ref=change.ref, note="No")
    sent = {"answer": "consent", "note": "", "step": "confirm"}
    page = chair.post(to("decide_date_change", change.ref), sent)
    assert page.status_code == 422
