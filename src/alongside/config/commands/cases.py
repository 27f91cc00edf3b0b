"""alongside cases: bring cases over from earlier records, and work out every case's duties anew."""

from pathlib import Path

import click
from django.db import transaction

from alongside.casework.earlier import earlier_cases
from alongside.casework.operations import bring_over_case, rebuild_duties
from alongside.casework.work import ask_for_rebuild
from alongside.config.commands.progress import progress_bar
from alongside.config.installation import prepare
from alongside.config.operator import area_named, operator_in
from alongside.exchange.json_documents import read_json
from alongside.exchange.limits import MEGABYTE, Limits
from alongside.people.models import LocalArea
from alongside.people.queries import all_areas
from alongside.web import clock
from alongside.web.writing import counted

AREA = "The local area's short address, such as york."
LARGEST = Limits(file_bytes=200 * MEGABYTE)
MOST_NUMBERS = 10


@click.group("cases", help="Bring cases over from earlier records; work out their duties anew.")
def command() -> None:
    prepare()


@command.command("bring-over")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--area", required=True, help=AREA)
@click.option("--check", is_flag=True, help="Only check the file. Nothing is kept.")
def bring_over(*, file: Path, area: str, check: bool) -> None:
    """Bring in the cases of FILE: a JSON list of children with their contacts and events. All or nothing.

    The days stay those of the earlier records; the day of recording is today. A child who is here already
    is refused, so the same file can be given twice. Exit codes: 0 brought over or in order, 1 refused.
    """  # fmt: skip
    actor = operator_in(area_named(area))
    cases = earlier_cases(actor, read_json(file, limits=LARGEST))
    with progress_bar("Bringing over") as progress, transaction.atomic():
        for number, each in enumerate(cases, start=1):
            bring_over_case(actor=actor, at=clock.now(), earlier=each)
            progress(number, len(cases))
        transaction.set_rollback(check)
    done = "in order; nothing was kept" if check else "brought over"
    click.echo(f"{counted(len(cases), 'case,cases')} {done}.")


@command.command("rebuild")
@click.option("--area", default="", help=f"{AREA} Without it, every area.")
@click.option("--background", is_flag=True, help="Leave it to the background worker.")
def rebuild(*, area: str, background: bool) -> None:
    """Work out every case's duties and stage anew from its events.

    Needed when the law's data, the bank holidays or a new version of Alongside counts otherwise. It can be
    stopped and run again at any time. Exit code 1 where the law refuses the events of a case.
    """
    areas = [area_named(area)] if area else list(all_areas())
    for each in areas:
        _ask(each) if background else _rebuild(each)


def _ask(area: LocalArea) -> None:
    ask_for_rebuild(area_id=area.pk, at=clock.now())
    click.echo(f"{area.name}: asked for. See: alongside jobs list")


def _rebuild(area: LocalArea) -> None:
    with progress_bar(area.name) as progress:
        refused = rebuild_duties(actor=operator_in(area), at=clock.now(), progress=progress)
    if refused:
        shown = ", ".join(refused[:MOST_NUMBERS])
        raise click.ClickException(
            f"{area.name}: the law refuses the events of {counted(len(refused), 'case,cases')} "
            f"({shown}{'…' if len(refused) > MOST_NUMBERS else ''}). Look at these cases; what was kept "
            "for them stays."
        )
    click.echo(f"{area.name}: done.")
