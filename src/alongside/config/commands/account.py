"""alongside account: people who sign in, made and helped at the machine."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

import click
from django.db import transaction

from alongside.access import letters
from alongside.access.models import Account
from alongside.access.operations.accounts import (
    create_account,
    issue_password_link,
    reset_second_step,
)
from alongside.access.operations.grants import grant_role
from alongside.access.queries import account_with_email
from alongside.access.roles import ROLES
from alongside.config.installation import prepare
from alongside.config.naming_organisations import organisation_called
from alongside.config.operator import area_named, operator_in
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Refusal
from alongside.people.models import Person
from alongside.people.operations.persons import register_person
from alongside.web import clock

ROLE = click.Choice([role.code for role in ROLES])
GRANT_OPTIONS = (
    click.option("--area", "slug", required=True, help="The area’s short name in addresses."),
    click.option(
        "--role",
        type=ROLE,
        required=True,
        help="What they do in the area; see docs/reference/roles.md.",
    ),
    click.option(
        "--purpose",
        default="Set up by the operator.",
        show_default=True,
        help="What the role is given for.",
    ),
    click.option(
        "--organisation",
        default="",
        help="The name, ODS code or DfE code of the one organisation that the role is for.",
    ),
    click.option(
        "--case", default="", help="The public name of the one case that the role is for."
    ),
    click.option(
        "--until",
        type=click.DateTime(formats=["%Y-%m-%d"]),
        metavar="YYYY-MM-DD",
        help="The last day on which the role holds.",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the options say of the role to give."""

    role: str
    purpose: str
    organisation: str
    case: str
    until: datetime | None

    def give(self, person: Person, *, actor: Actor, at: datetime) -> None:
        grant_role(
            actor=actor,
            at=at,
            person=person,
            role=self.role,
            purpose=self.purpose,
            organisation=organisation_called(self.organisation) if self.organisation else None,
            case_ref=self.case.strip().lower(),
            until=_end_of(self.until) if self.until else None,
        )


def _with_grant_options(function: Callable[..., None]) -> Callable[..., None]:
    for option in reversed(GRANT_OPTIONS):
        function = option(function)
    return function


@click.group("account", help="People who sign in: create, give a role, print a password link.")
def command() -> None:
    prepare()


@command.command("create")
@click.argument("email")
@click.option("--name", required=True, help="The person’s name.")
@_with_grant_options
def create(*, email: str, slug: str, name: str, **wanted: Any) -> None:
    """Make a person with an account and a role, and print the link with which they set a password."""
    actor, at = operator_in(area_named(slug)), clock.now()
    with transaction.atomic():
        person = register_person(actor=actor, at=at, name=name, email=email)
        account = create_account(actor=actor, at=at, person=person, email=email)
        Wanted(**wanted).give(person, actor=actor, at=at)
    click.echo("Give this link to the person and nobody else. It works once, for three days:")
    click.echo(letters.password_link(account))


@command.command("grant")
@click.argument("email")
@_with_grant_options
def grant(*, email: str, slug: str, **wanted: Any) -> None:
    """Give a role to somebody who has an account, in this area or another."""
    account = _account(email)
    Wanted(**wanted).give(account.person, actor=operator_in(area_named(slug)), at=clock.now())
    click.echo("The role has been given.")


@command.command("link")
@click.argument("email")
@click.option("--area", "slug", required=True, help="An area in which the person holds a role.")
def link(*, email: str, slug: str) -> None:
    """Print a new one-time link with which the person sets a password."""
    account = _account(email)
    issue_password_link(actor=operator_in(area_named(slug)), at=clock.now(), ref=account.ref)
    click.echo(letters.password_link(account))


@command.command("reset-second-step")
@click.argument("email")
@click.option("--area", "slug", required=True, help="An area in which the person holds a role.")
def reset(*, email: str, slug: str) -> None:
    """Take away the apps, passkeys and recovery codes of somebody who lost theirs."""
    account = _account(email)
    reset_second_step(actor=operator_in(area_named(slug)), at=clock.now(), ref=account.ref)
    click.echo("They are signed out everywhere. The next sign-in asks to set up a second step.")


@command.command("roles")
def roles() -> None:
    """List the roles that can be given."""
    for role in ROLES:
        click.echo(f"{role.code}\t{role.label}: {role.description}")


def _account(email: str) -> Account:
    account = account_with_email(email)
    if account is None:
        raise Refusal("There is no account with this e-mail address.")
    return account


def _end_of(day: datetime) -> datetime:
    """The first instant after the day, in London."""
    return datetime.combine(day.date() + timedelta(days=1), time(), tzinfo=clock.LONDON)
