"""alongside jobs: how background work stands."""

import click

from alongside.access import perms
from alongside.config.installation import prepare
from alongside.jobs.queries import jobs, state_counts
from alongside.jobs.words import STATE_WORDS
from alongside.kernel.actor import system_actor

SHOWN = 50


@click.group("jobs", help="See background work and what failed.")
def command() -> None:
    prepare()


@command.command("list")
@click.option(
    "--state", type=click.Choice(list(STATE_WORDS)), default=None, help="Only work in this state."
)
def show(*, state: str | None) -> None:
    """Count work by state, then list the newest."""
    actor = system_actor(name="operator", area_id=0, area_slug="", permissions=(perms.ADMINISTER,))
    for code, count in state_counts(actor).items():
        click.echo(f"{STATE_WORDS[code]}: {count}")
    for each in jobs(actor, state=state or "")[:SHOWN]:
        click.echo(
            f"{each.pk}\t{each.name}\t{each.key}\t{STATE_WORDS[each.state]}\t{each.sentence}"
        )
