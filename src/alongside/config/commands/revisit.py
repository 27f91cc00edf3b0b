"""alongside revisit: bringing the letter of a revisit in, giving it back, listing letters."""

from pathlib import Path

import click

from alongside.board.queries.revisits import revisits
from alongside.board.transfer import LetterDiffers, export_revisit_json, import_revisit
from alongside.config.installation import prepare
from alongside.config.operator import area_named, operator_in
from alongside.config.writing_out import opened
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Refusal
from alongside.people.queries import all_areas
from alongside.web import clock
from alongside.web.writing import counted

MOST_SHOWN = 100


@click.group("revisit", help="Import, export and list the letters of revisits.")
def command() -> None:
    prepare()


@command.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--area", required=True, help="The local area’s short address, such as york.")
@click.option(
    "--into",
    default="",
    help="The reference of the action plan that the letter is about, where there are several.",
)
def import_(*, file: Path, area: str, into: str) -> None:
    """Import FILE, the letter of a revisit as JSON. All of it or nothing.

    The same file again changes nothing. A file that differs from the letter of the same day is refused.
    Exit codes: 0 imported or nothing to change, 1 refused.
    """  # fmt: skip
    actor = operator_in(area_named(area))
    try:
        report = import_revisit(actor=actor, at=clock.now(), upload=file, name=file.name, into=into)
    except LetterDiffers as differs:
        for each in differs.differences[:MOST_SHOWN]:
            click.echo(f"  {each.where}: recorded “{each.was}”, in the file “{each.becomes}”")
        raise
    click.echo(report.sentence)
    for label, count in report.counts:
        click.echo(f"  {label}: {count}")
    click.echo(f"It is in /{area}/ with the reference {report.revisit_ref}.")


@command.command("export")
@click.argument("ref")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    default=None,
    help="The file to write. Without it, to the terminal or the next command.",
)
def export(ref: str, out: Path | None) -> None:
    """Give back the letter REF as JSON. See its reference with: alongside revisit list"""  # fmt: skip
    content = export_revisit_json(actor=_actor_of(ref), ref=ref)
    with opened(out) as stream:
        stream.write(content)


@command.command("list")
def show() -> None:
    """List the letters of every local area."""
    found = False
    for area in all_areas():
        for letter in revisits(operator_in(area)):
            found = True
            click.echo(
                f"{letter.ref}\t{area.slug}\t{letter.letter_on.isoformat()}\t{letter.title}\t"
                f"{counted(letter.remaining_count, 'sentence')} on what remains, "
                f"{letter.without_action_count} without an action"
                f"{', withdrawn' if letter.withdrawn_on else ''}"
            )
    if not found:
        click.echo(
            "No letter of a revisit is recorded yet. Bring one in with: alongside revisit import FILE --area york"
        )


def _actor_of(ref: str) -> Actor:
    for area in all_areas():
        actor = operator_in(area)
        if any(letter.ref == ref for letter in revisits(actor)):
            return actor
    raise Refusal(f"There is no letter “{ref}”. See: alongside revisit list")
