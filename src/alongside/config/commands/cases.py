"""alongside cases: bring cases over, work out every case's duties anew, and say when terms begin."""

from datetime import date
from pathlib import Path

import click
from django.db import transaction

from alongside.casework.earlier import earlier_cases
from alongside.casework.operations import bring_over_case, rebuild_duties
from alongside.casework.operations.terms import give_term_dates
from alongside.casework.work import ask_for_rebuild
from alongside.config.commands.progress import progress_bar
from alongside.config.installation import prepare
from alongside.config.operator import area_named, operator_in
from alongside.exchange.grid import Row
from alongside.exchange.json_documents import read_json
from alongside.exchange.limits import MEGABYTE, Limits
from alongside.exchange.tables import Table, read_table
from alongside.kernel.dates import day_in_words, parse_date
from alongside.kernel.refusals import Refusal
from alongside.people.models import LocalArea
from alongside.people.queries import all_areas
from alongside.web import clock
from alongside.web.writing import counted

AREA = "The local area’s short address, such as york."
LARGEST = Limits(file_bytes=200 * MEGABYTE)
MOST_NUMBERS = 10


@click.group("cases", help="Bring cases over; work out their duties anew; say when terms begin.")
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


@command.command("terms")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--area", required=True, help=AREA)
def terms(*, file: Path, area: str) -> None:
    """Keep the first day of each term of the area, from FILE: a table with the column "Begins", one term in a
    row, the earliest first. It takes the place of the list before.

    The list of annual reviews that are due is made by these terms. Outside the terms that are given, terms
    are counted from 1 September, 1 January and 1 April, and the list says so.
    """
    begins = [_begins(row) for row in _table_of_terms(file).rows]
    found = give_term_dates(actor=operator_in(area_named(area)), at=clock.now(), begins=begins)
    first, last = day_in_words(found.known_from), day_in_words(found.terms[-1].begins)
    click.echo(f"{counted(len(begins), 'term')}, from that of {first} to that of {last}.")


def _table_of_terms(file: Path) -> Table:
    table = read_table(file, name=file.name)
    table.require("Begins")
    return table


def _begins(row: Row) -> date:
    """Raises Refusal with the line."""
    try:
        return parse_date(row["Begins"])
    except Refusal as refusal:
        raise Refusal(f"Line {row.line}: {refusal.sentence}") from None


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
