"""alongside account: the first people of an installation, made at the machine."""

import click
from django.db import transaction

from alongside.access import letters
from alongside.access.operations.accounts import create_account, issue_password_link
from alongside.access.operations.grants import grant_role
from alongside.access.queries import account_with_email
from alongside.access.roles import ROLES
from alongside.config.installation import prepare
from alongside.config.operator import area_named, operator_in
from alongside.kernel.refusals import Refusal
from alongside.people.operations.persons import register_person
from alongside.web import clock

ROLE = click.Choice([role.code for role in ROLES])


@click.group("account", help="People who sign in: create, give a role, print a password link.")
def command() -> None:
    prepare()


@command.command("create")
@click.argument("email")
@click.option("--area", "slug", required=True, help="The area's short name in addresses.")
@click.option("--name", required=True, help="The person's name.")
@click.option(
    "--role",
    type=ROLE,
    required=True,
    help="What they do in the area; see docs/reference/roles.md.",
)
@click.option(
    "--purpose",
    default="Set up by the operator.",
    show_default=True,
    help="What the role is given for.",
)
def create(*, email: str, slug: str, name: str, role: str, purpose: str) -> None:
    """Make a person with an account and a role, and print the link with which they set a password."""
    actor, at = operator_in(area_named(slug)), clock.now()
    with transaction.atomic():
        person = register_person(actor=actor, at=at, name=name, email=email)
        account = create_account(actor=actor, at=at, person=person, email=email)
        grant_role(actor=actor, at=at, person=person, role=role, purpose=purpose)
    click.echo("Give this link to the person and nobody else. It works once, for three days:")
    click.echo(letters.password_link(account))


@command.command("link")
@click.argument("email")
@click.option("--area", "slug", required=True, help="An area in which the person holds a role.")
def link(*, email: str, slug: str) -> None:
    """Print a new one-time link with which the person sets a password."""
    account = account_with_email(email)
    if account is None:
        raise Refusal("There is no account with this e-mail address.")
    issue_password_link(actor=operator_in(area_named(slug)), at=clock.now(), ref=account.ref)
    click.echo(letters.password_link(account))


@command.command("roles")
def roles() -> None:
    """List the roles that can be given."""
    for role in ROLES:
        click.echo(f"{role.code}\t{role.label}: {role.description}")
