"""alongside files: is every kept document still there, and unaltered?"""

import click

from alongside.config.commands.progress import progress_bar
from alongside.config.installation import prepare
from alongside.files.checking import check_store, clear_unreferenced
from alongside.web import clock


@click.group("files", help="Check the store of documents.")
def command() -> None:
    prepare()


@command.command("check")
@click.option(
    "--clear", is_flag=True, help="Delete contents that no record names and that are a day old."
)
def check(*, clear: bool) -> None:
    """Read every kept document once. Exit code 1 when one is missing or altered."""
    with progress_bar("Checking documents") as progress:
        report = check_store(progress=progress)
    for finding in (*report.missing, *report.altered):
        click.echo(finding.sentence, err=True)
    leftovers = len(report.unreferenced) + len(report.unfinished)
    if clear:
        click.echo(f"Deleted {clear_unreferenced(report, at=clock.now())} leftovers.")
    elif leftovers:
        click.echo(
            f"{leftovers} leftovers belong to no record. Delete them with: alongside files check --clear"
        )
    if not report.is_sound:
        raise click.ClickException("Documents are missing or altered. Restore them from a backup.")
    click.echo(f"All {report.checked_count:,} documents are there and unaltered.")
