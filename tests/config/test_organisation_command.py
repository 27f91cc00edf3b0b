"""The operator says who followed an organisation with which several areas deal."""

import pytest
from click.testing import CliRunner, Result

from alongside.config.commands.organisation import command
from alongside.kernel.refusals import Refusal
from alongside.people import operations
from alongside.people.models import LocalArea, Succession
from tests.people.factories import AT, make_area, make_organisation, operator

pytestmark = pytest.mark.django_db


def followed(*words: str) -> Result:
    return CliRunner().invoke(command, ["followed-by", *words, "--from", "2022-07-01"])


@pytest.fixture
def york() -> LocalArea:
    york = make_area()
    ccg = make_organisation(york, "The CCG", "health", ods_code="03Q")
    make_organisation(york, "The ICB", "health", ods_code="QOQ")
    for area in (york, make_area("hull", "Hull")):
        operations.add_partner(actor=operator(area), at=AT, organisation=ccg)
    return york


def test_promises_pass_by_code_or_name(york: LocalArea) -> None:
    done = followed("03q", "The ICB")
    assert "The ICB answers for the promises of The CCG" in done.output
    assert Succession.objects.get().followed_on.isoformat() == "2022-07-01"


def test_an_organisation_that_is_not_there_is_refused(york: LocalArea) -> None:
    assert isinstance(followed("03Q", "Nowhere").exception, Refusal)
    assert not Succession.objects.exists()
