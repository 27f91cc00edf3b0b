"""Background work as administrators see it, and its progress on other pages."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.http import Http404
from django.template.loader import render_to_string

from alongside.jobs import lifecycle, offers
from alongside.jobs.lifecycle import Lease
from alongside.jobs.models import WAITING, Job
from alongside.jobs.queries import standing
from alongside.jobs.registry import JobRun, job
from alongside.kernel.actor import Actor, Holding
from tests.jobs.conftest import AT
from tests.ledger.looking import look

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.ledger.urls")]
Ask = Callable[..., Job]
ADMINISTRATOR = Actor(
    person_id=1, name="", area_id=1, area_slug="york",
    holdings=(Holding("administrator", frozenset({"access.administer"})),),
)  # fmt: skip
STRANGER = Actor(person_id=2, name="", area_id=1, area_slug="york")


@pytest.fixture
def failed(own_registry: None, ask: Ask) -> Job:
    @job("plan.count_lines", attempts=1)
    def count(run: JobRun) -> None:
        """Nothing to do."""

    ask("plan.count_lines", arguments={"person": 123456})
    found = lifecycle.claim(worker="one", at=AT, lease=timedelta(seconds=60))
    assert found is not None
    held = Lease(found.pk, "one")
    lifecycle.tell(held, done_count=3, total_count=9, sentence="")
    lifecycle.fail(held, at=AT, what="It failed")
    return found


def _text(address: str) -> str:
    answer = look(ADMINISTRATOR, address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_list_says_how_work_stands_and_shows_no_ids(failed: Job) -> None:
    text = _text("/york/jobs/")
    for words in ("Plan: count lines", "Failed", "3 of 9", "at attempt 1 of 1 and was given up"):
        assert words in text
    assert "123456" not in text


def test_an_installation_without_work_says_so() -> None:
    assert "There is no such work." in _text("/york/jobs/?state=failed")


@pytest.mark.parametrize(
    ("state", "is_shown"), [("failed", True), ("done", False), ("nonsense", True)]
)
def test_the_list_is_narrowed_by_state(failed: Job, state: str, is_shown: bool) -> None:
    assert ("given up" in _text(f"/york/jobs/?state={state}")) is is_shown


def test_the_list_makes_a_fixed_number_of_queries(failed: Job, django_assert_num_queries) -> None:
    with django_assert_num_queries(6):
        _text("/york/jobs/")


def test_the_button_puts_failed_work_back(failed: Job) -> None:
    address = f"/york/jobs/{failed.pk}/try-again/"
    assert f'action="{address}"' in _text("/york/jobs/")
    answer = look(ADMINISTRATOR, address, posted={})
    assert (answer.status_code, answer["Location"]) == (302, "/york/jobs/")
    assert Job.objects.get().state == WAITING
    assert look(ADMINISTRATOR, address, posted={}).status_code == 302, "pressed twice"


def test_looking_at_the_button_s_address_does_nothing(failed: Job) -> None:
    assert look(ADMINISTRATOR, f"/york/jobs/{failed.pk}/try-again/").status_code == 405


def test_without_the_permission_every_page_is_not_found(failed: Job) -> None:
    for address, posted in (("/york/jobs/", None), (f"/york/jobs/{failed.pk}/try-again/", {})):
        with pytest.raises(Http404):
            look(STRANGER, address, posted=posted)


def test_the_home_card_names_what_failed(failed: Job) -> None:
    (card,) = offers.OFFERS.home_cards(ADMINISTRATOR, AT.date())
    assert [row.text for row in card.rows] == ["Plan: count lines"]
    assert card.total_count == 1
    assert offers.OFFERS.home_cards(STRANGER, AT.date()) == ()
    assert offers.OFFERS.navigation(STRANGER) == ()


def test_the_partial_shows_progress_until_the_work_is_over(own_registry: None, ask: Ask) -> None:
    @job("plan.count_lines")
    def count(run: JobRun) -> None:
        """Nothing to do."""

    def shown() -> str:
        values = {"standing": standing(name="plan.count_lines", key="k"), "refresh": "/here/"}
        return render_to_string("jobs/progress.html", values)

    ask("plan.count_lines")
    assert "Waiting" in shown()
    found = lifecycle.claim(worker="one", at=AT, lease=timedelta(seconds=60))
    assert found is not None
    assert "<progress" in shown()
    lifecycle.tell(Lease(found.pk, "one"), done_count=3, total_count=9, sentence="Reading.")
    text = shown()
    assert 'value="3"' in text
    assert 'max="9"' in text
    assert "Reading." in text
    assert 'href="/here/"' in text
    lifecycle.finish(Lease(found.pk, "one"), at=AT)
    text = shown()
    assert "Done" in text
    assert "<progress" not in text
    assert "/here/" not in text
