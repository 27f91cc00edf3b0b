"""alongside advice: messages with health systems as files, and which systems may call."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

import click

from alongside.advice.ingest import Answer, Door, names, take
from alongside.advice.operations.clients import NewClient, register_client, revoke_client
from alongside.advice.operations.messages import send_message
from alongside.advice.queries.clients import clients_of
from alongside.advice.rules.calling import Scope
from alongside.config.installation import prepare
from alongside.config.naming_organisations import organisation_called
from alongside.config.operator import area_named, operator_in
from alongside.config.writing_out import opened
from alongside.exchange import fhir
from alongside.web import clock

AREA = "The short name of the local area, as in its addresses."
DAY = click.DateTime(["%Y-%m-%d"])


@click.group(
    "advice", help="Exchange advice with health systems: files, and which systems may call."
)
def command() -> None:
    prepare()


@command.command("send")
@click.argument("request")
@click.option("--area", required=True, help=AREA)
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The file to write; else the terminal.",
)
def send(*, request: str, area: str, out: Path | None) -> None:
    """Write the message about REQUEST, named as in its address, for the organisation that is asked.

    It holds what is asked and who the child is. Once the advice was sent back, accepted or withdrawn, it says
    that. Nothing new to say gives the same message again.
    """
    message = send_message(
        actor=operator_in(area_named(area)), at=clock.now(), request_ref=request.strip().lower()
    )
    with opened(out) as stream:
        stream.write(fhir.write_message(message, names=names()))


@command.command("take")
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False)
)
@click.option("--area", required=True, help=AREA)
@click.option(
    "--came-on", type=DAY, help="The day on which the files reached us, if that was not today."
)
@click.option(
    "--outcome",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="A folder for the OperationOutcome of each file.",
)
def take_files(
    *, files: Sequence[Path], area: str, came_on: datetime | None, outcome: Path | None
) -> None:
    """Take the messages of FILES: progress, or advice. Each is taken whole or not at all.

    Exit code 1 when one of them was refused; the others are taken.
    """
    at = clock.now()
    day = came_on.date() if came_on else clock.london_day(at)
    door = Door(area=area_named(area), came_on=day)
    answers = [(file, take(file, door=door, at=at)) for file in files]
    for file, answer in answers:
        _tell(file, answer, outcome)
    refused = sum(not answer.is_taken for _, answer in answers)
    if refused:
        raise click.ClickException(f"{refused} of {len(answers)} refused.")


@command.command("clients")
@click.option("--area", required=True, help=AREA)
def clients(*, area: str) -> None:
    """List the systems that may call."""
    for each in clients_of(operator_in(area_named(area))):
        stands = "revoked" if each.revoked_at else f"until before {each.expires_on.isoformat()}"
        click.echo("\t".join((each.ref, each.name, each.organisation.name, each.scopes, stands)))


@command.command("register-client")
@click.argument("name")
@click.option("--area", required=True, help=AREA)
@click.option("--organisation", required=True, help="Its ODS code, its DfE code or its whole name.")
@click.option(
    "--scope",
    "scopes",
    multiple=True,
    required=True,
    type=click.Choice([each.value for each in Scope]),
    help="What it may do. May be given twice.",
)
@click.option(
    "--until", type=DAY, required=True, help="The first day on which it may not call any more."
)
def register(
    *, name: str, area: str, organisation: str, scopes: Iterable[str], until: datetime
) -> None:
    """Let the system NAME of one organisation call, and print its name and its secret."""
    new = NewClient(
        organisation=organisation_called(organisation),
        name=name,
        scopes=tuple(scopes),
        expires_on=until.date(),
    )
    made, secret = register_client(actor=operator_in(area_named(area)), at=clock.now(), new=new)
    click.echo("The secret is shown now and never again. Give it to nobody else.")
    click.echo(f"client_id\t{made.ref}")
    click.echo(f"client_secret\t{secret}")


@command.command("revoke-client")
@click.argument("client")
@click.option("--area", required=True, help=AREA)
def revoke(*, client: str, area: str) -> None:
    """Let CLIENT call no more, from now on."""
    made = revoke_client(actor=operator_in(area_named(area)), at=clock.now(), client_ref=client)
    click.echo(f"{made.name} may call no more.")


def _tell(file: Path, answer: Answer, outcome: Path | None) -> None:
    for issue in answer.outcome.issues:
        place = f" ({issue.place})" if issue.place else ""
        click.echo(f"{file.name}: {issue.sentence}{place}")
    if outcome is not None:
        with opened(outcome / f"{file.stem}.outcome.json") as stream:
            stream.write(
                json.dumps(answer.outcome.to_json(), ensure_ascii=False, indent=2).encode()
            )
