"""What is read under emergency access is noted before it is shown."""

from datetime import timedelta

import pytest
from django.test import Client

from alongside.access import looking, operations, queries
from alongside.access.models import Account
from alongside.ledger.models import LOOK, LedgerEntry
from alongside.people.models import Organisation
from alongside.plan.models import Line
from alongside.web import clock
from tests.access.factories import Told, actor_of, make_account, make_organisation
from tests.plan.factories import Place, make_line, make_place

pytestmark = pytest.mark.django_db
REASON = "A child is missing and the school cannot reach anybody who knows them."


@pytest.fixture
def place() -> Place:
    return make_place()


@pytest.fixture
def line(place: Place) -> Line:
    return make_line(place)


@pytest.fixture
def school(place: Place) -> Organisation:
    return make_organisation(place.area, "Clifton School", "school")


@pytest.fixture
def clinician(place: Place) -> Account:
    return make_account(place.area, "Cla Nicol", "cla@example.org", "health_professional")


@pytest.fixture
def reader(place: Place, clinician: Account, school: Organisation, told: Told) -> Client:
    """Signed in with the emergency access alone: the ordinary role has ended."""
    make_account(place.area, "Ig Lead", "ig@example.org", "information_governance_lead")
    at = clock.now()
    actor = actor_of(place.area, clinician.person, at)
    (own,) = queries.own_grants(clinician, at=at)
    operations.take_emergency_access(
        actor=actor, at=at, reason=REASON, hours=2, organisation=school
    )
    operations.end_grant(actor=actor, at=at, ref=own.ref)
    client = Client()
    client.force_login(clinician)
    return client


def looks() -> list[LedgerEntry]:
    return list(LedgerEntry.objects.filter(verb=LOOK).order_by("seq"))


@pytest.mark.both_engines
def test_an_emergency_reader_opens_a_line_and_leaves_one_look(
    reader: Client, clinician: Account, line: Line
) -> None:
    page = reader.get(f"/york/plan/lines/{line.ref}/")
    assert page.status_code == 200
    assert line.text in page.content.decode()
    (look,) = looks()
    assert (look.subject, look.subject_ref) == ("plan:line", line.ref)
    assert (look.person_id, look.role) == (clinician.person_id, "emergency_reader")
    assert look.detail.words["facts"] == {"reason": REASON}


def test_a_page_about_no_one_record_is_noted_too(reader: Client, line: Line) -> None:
    assert reader.get("/york/").status_code == 200
    assert [(look.subject, look.subject_ref) for look in looks()] == [("home", "")]


@pytest.mark.parametrize(
    "address", ["/york/ledger/", "/york/nonsense/", "/account/", "/healthy/", "/"]
)
def test_what_shows_no_record_of_the_area_is_not_noted(reader: Client, address: str) -> None:
    reader.get(address)
    assert looks() == []


def test_a_look_that_cannot_be_noted_is_not_shown(
    reader: Client, line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**entry: object) -> None:
        raise OSError("The disk is full.")

    monkeypatch.setattr(looking, "record_look", fail)
    reader.raise_request_exception = False
    page = reader.get(f"/york/plan/lines/{line.ref}/")
    assert page.status_code == 500
    assert line.text not in page.content.decode()


def test_an_ordinary_reader_leaves_no_look(place: Place, line: Line, client: Client) -> None:
    client.force_login(make_account(place.area, "Ada Okafor", "ada@example.org", "chair"))
    assert client.get(f"/york/plan/lines/{line.ref}/").status_code == 200
    assert looks() == []


def test_nothing_is_noted_once_the_access_has_run_out(
    reader: Client, clinician: Account, line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = clock.now() + timedelta(hours=2)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert reader.get(f"/york/plan/lines/{line.ref}/").status_code == 404
    assert looks() == []
