"""alongside statement: bringing written statements of action in, giving them back, listing them."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from alongside.config.cli import REFUSED
from alongside.config.installation import prepare
from alongside.config.operator import operator_anywhere, operator_in
from alongside.config.writing_out import check_not_a_terminal, opened
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Refusal
from alongside.people.queries import all_areas
from alongside.plan.queries.statements import statements
from alongside.plan.rules.codes import StatementKind
from alongside.plan.transfer import (
    ImportChoice,
    ImportReport,
    ImportResult,
    Operator,
    export_csv,
    export_json,
    export_xlsx,
    import_for_operator,
)
from alongside.plan.transfer.importing import Progress
from alongside.web import clock
from alongside.web.writing import counted, words_for

OPERATOR = Operator(operator_anywhere(), operator_in)
DOCUMENTS = ("statement", "published_progress", "table")
MOST_SHOWN = 100


@click.group("statement", help="Import, export and list written statements of action.")
def command() -> None:
    prepare()


@command.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--area",
    default="",
    help="The local area’s short address, such as york. Without it, the area of the file’s council is found or made.",
)
@click.option(
    "--into",
    default="",
    help="The reference of the action plan that the file belongs to, where there are several.",
)
@click.option("--title", default="", help="The title of the action plan that a table begins.")
@click.option(
    "--kind",
    type=click.Choice([kind.value for kind in StatementKind]),
    default=StatementKind.WRITTEN_STATEMENT.value,
    show_default=True,
    help="What a new action plan is.",
)
@click.option("--dry-run", is_flag=True, help="Try everything and change nothing.")
@click.option("--yes", is_flag=True, help="Accept what a changed file would change.")
def import_(*, file: Path, area: str, yes: bool, **options: Any) -> None:
    """Import FILE: an action plan or its published progress as JSON, or a published table as CSV or .xlsx.

    All of it or nothing. Exit codes: 0 imported or nothing to change, 1 refused, or differences that wait
    to be accepted.
    """  # fmt: skip
    with _bar() as progress:
        choice = ImportChoice(
            into=options["into"],
            title=options["title"],
            kind=StatementKind(options["kind"]),
            dry_run=options["dry_run"],
            accept_all=yes,
            progress=progress,
        )
        done = import_for_operator(
            operator=OPERATOR,
            at=clock.now(),
            path=file,
            area=area,
            choice=choice,
        )
    if done.made_area:
        click.echo(f"Made the local area {done.area_name} at /{done.area_slug}/.")
    _show(done.report)
    if done.report.result is ImportResult.DIFFERENCES:
        click.echo("To apply exactly this, run the command again with --yes.")
        sys.exit(REFUSED)
    if done.report.result is not ImportResult.DRY_RUN:
        click.echo(f"It is in /{done.area_slug}/ with the reference {done.report.statement_ref}.")


@command.command("export")
@click.argument("ref")
@click.option(
    "--format",
    "form",
    type=click.Choice(["json", "csv", "xlsx"]),
    default="json",
    show_default=True,
    help="JSON gives back everything that was imported.",
)
@click.option(
    "--document",
    type=click.Choice(DOCUMENTS),
    default=None,
    help="One of the imported documents alone, as JSON.",
)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    default=None,
    help="The file to write. Without it, to the terminal or the next command.",
)
def export(ref: str, form: str, document: str | None, out: Path | None) -> None:
    """Give back the action plan REF. See its reference with: alongside statement list"""  # fmt: skip
    if document and form != "json":
        raise click.UsageError("--document belongs to --format json.")
    if form == "xlsx":
        check_not_a_terminal(out)
    actor = _actor_of(ref)
    with opened(out) as stream:
        match form:
            case "json":
                stream.write(export_json(actor=actor, ref=ref, document=document or ""))
            case "csv":
                stream.writelines(export_csv(actor=actor, ref=ref))
            case _:
                export_xlsx(actor=actor, ref=ref, out=stream)


@command.command("list")
def show() -> None:
    """List the action plans of every local area."""
    found = False
    for area in all_areas():
        for row in statements(operator_in(area)):
            found = True
            click.echo(
                f"{row.ref}\t{area.slug}\t{row.title}\t{row.kind_label}\t"
                f"{counted(row.outcome_count, 'outcome')}, {counted(row.action_count, 'action')}"
            )
    if not found:
        click.echo(
            "There is no action plan yet. Bring one in with: alongside statement import FILE"
        )


def _actor_of(ref: str) -> Actor:
    for area in all_areas():
        actor = operator_in(area)
        if any(row.ref == ref for row in statements(actor)):
            return actor
    raise Refusal(
        f"There is no action plan “{ref}”. The list of action plans shows their references."
    )


@contextmanager
def _bar() -> Iterator[Progress]:
    """A progress bar, silent where nobody watches."""
    with click.progressbar(length=1, label="Importing", file=sys.stderr) as bar:

        def progress(done: int, total: int) -> None:
            bar.length = total
            bar.update(done - bar.pos)

        yield progress


def _show(report: ImportReport) -> None:
    click.echo(report.sentence)
    if report.result in (ImportResult.IMPORTED, ImportResult.UPDATED, ImportResult.DRY_RUN):
        for label, count in report.came_in:
            click.echo(f"  {label}: {count}")
    _show_some([f"  {d.where}: was “{d.was}”, becomes “{d.becomes}”" for d in report.differences])
    _show_some(
        [
            f"  Kept: {k.where}: “{k.ours}” stays. {k.why} The file says “{k.theirs}”."
            for k in report.kept
        ]
    )
    for note in report.notes:
        click.echo(f"  Note: {note}")
    if report.question_count:
        waiting = f"{counted(report.question_count, 'question')} {words_for(report.question_count, 'waits,wait')}"
        click.echo(f"  {waiting} for an answer on the page “Questions”.")


def _show_some(lines: list[str]) -> None:
    for line in lines[:MOST_SHOWN]:
        click.echo(line)
    if len(lines) > MOST_SHOWN:
        click.echo(f"  … and {len(lines) - MOST_SHOWN} more.")
