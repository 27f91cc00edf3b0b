"""The chair's page on which embedded is made to need fewer review points."""

from django.test import Client

from alongside.plan.models import Line
from tests.plan.pages_changing.conftest import to, words


def test_the_chair_lowers_them_and_everybody_reads_why(
    chair: Client, officer: Client, line: Line
) -> None:
    ref = line.statement.ref
    assert "Lower the review points for embedded" in words(chair.get(to("statement", ref)))
    answers = {"points": "2", "reason": "", "expected_version": line.statement.version}
    page = chair.post(to("lower_review_points", ref), answers)
    assert page.status_code == 422
    assert "Say why fewer review points are enough" in words(page)
    chair.post(to("lower_review_points", ref), {**answers, "reason": "The survey is yearly"})
    shown = words(officer.get(to("changes", ref)))
    assert "Review points for embedded lowered from 3 to 2: The survey is yearly" in shown
