"""People made and helped at the machine: every role can be given with what it needs."""

from datetime import UTC, datetime

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from click.testing import CliRunner, Result

from alongside.access.models import Account, Grant
from alongside.config.commands.account import command
from alongside.kernel.refusals import Refusal, Refusals
from alongside.people.models import LocalArea
from tests.access.factories import make_account, make_area, make_organisation

pytestmark = pytest.mark.django_db
CASE = "0123456789abcdef"
CREATE = ("create", "new@example.org", "--name", "New Person", "--area", "york")
GRANT = ("grant", "ada@example.org", "--area", "york")


@pytest.fixture
def york() -> LocalArea:
    return make_area()


def run(*words: str) -> Result:
    return CliRunner().invoke(command, words, catch_exceptions=False)


def only_grant(area: LocalArea, email: str) -> Grant:
    found: Grant = Grant.objects.in_area(area.pk).get(person__account__email=email)
    return found


def test_an_inspector_is_made_with_the_last_day_of_the_role(york: LocalArea) -> None:
    done = run(*CREATE, "--role", "inspector", "--until", "2090-06-30")
    assert "/account/password/reset/" in done.output
    until = only_grant(york, "new@example.org").granted_until
    assert until == datetime(2090, 6, 30, 23, 0, tzinfo=UTC)


def test_a_role_without_its_end_makes_nobody(york: LocalArea) -> None:
    with pytest.raises(Refusals, match="never given without an end"):
        run(*CREATE, "--role", "inspector")
    assert not Account.objects.filter(email="new@example.org").exists()


@pytest.mark.parametrize("said", ["clifton  school", "815 2001", "y99x1"])
def test_a_senco_is_made_for_an_organisation_by_name_or_code(york: LocalArea, said: str) -> None:
    school = make_organisation(york, "Clifton School", "school")
    school.dfe_code, school.ods_code = "8152001", "Y99X1"
    school.save()
    run(*CREATE, "--role", "senco", "--organisation", said)
    assert only_grant(york, "new@example.org").organisation == school


def test_an_organisation_that_is_not_there_is_refused(york: LocalArea) -> None:
    with pytest.raises(Refusal, match="No organisation is called 'Nowhere'"):
        run(*CREATE, "--role", "senco", "--organisation", "Nowhere")


def test_a_parent_is_made_for_a_case(york: LocalArea) -> None:
    run(*CREATE, "--role", "parent", "--case", CASE.upper())
    assert only_grant(york, "new@example.org").case_ref == CASE


def test_somebody_with_an_account_is_given_a_role(york: LocalArea) -> None:
    account = make_account(york)
    run(*GRANT, "--role", "department_adviser", "--until", "2090-01-31", "--purpose", "Review")
    grant = only_grant(york, account.email)
    assert (grant.role, grant.purpose) == ("department_adviser", "Review")
    assert grant.granted_until == datetime(2090, 2, 1, tzinfo=UTC)


def test_nobody_without_an_account_is_given_a_role(york: LocalArea) -> None:
    with pytest.raises(Refusal, match="no account with this e-mail address"):
        run(*GRANT, "--role", "chair")


def test_a_day_that_is_none_is_wrong_use(york: LocalArea) -> None:
    assert run(*CREATE, "--role", "inspector", "--until", "30/06/2090").exit_code == 2


def test_a_lost_second_step_is_reset_at_the_machine(york: LocalArea) -> None:
    account = make_account(york, "Ada Okafor", "ada@example.org", "chair")
    TOTP.activate(account, generate_totp_secret())
    done = run("reset-second-step", "ada@example.org", "--area", "york")
    assert "asks to set up a second step" in done.output
    assert not Authenticator.objects.filter(user=account).exists()
