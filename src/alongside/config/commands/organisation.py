"""alongside organisation: what the operator says of an organisation with which several areas deal."""

from datetime import datetime

import click

from alongside.config.installation import prepare
from alongside.config.naming_organisations import organisation_called
from alongside.config.operator import operator_anywhere
from alongside.people.operations import record_succession
from alongside.web import clock


@click.group("organisation", help="Organisations: say which one followed another.")
def command() -> None:
    prepare()


@command.command("followed-by")
@click.argument("predecessor")
@click.argument("successor")
@click.option(
    "--from",
    "first_day",
    type=click.DateTime(["%Y-%m-%d"]),
    required=True,
    help="The first day on which the successor answers, such as 2022-07-01.",
)
def followed_by(predecessor: str, successor: str, first_day: datetime) -> None:
    """Pass the promises of PREDECESSOR to SUCCESSOR in every local area.

    Each is named by its ODS code, its DfE code or its whole name. It cannot be undone.
    """  # fmt: skip
    first, second = organisation_called(predecessor), organisation_called(successor)
    record_succession(
        actor=operator_anywhere(),
        at=clock.now(),
        predecessor=first,
        successor=second,
        followed_on=first_day.date(),
    )
    click.echo(f"{second.name} answers for the promises of {first.name} from that day.")
