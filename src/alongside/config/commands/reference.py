"""alongside reference: pages printed from the definitions they describe."""

from pathlib import Path

import click

from alongside.config.reference import PAGES


@click.command("reference")
@click.option(
    "--check", is_flag=True, help="Only say which pages differ; exit code 1 when any does."
)
@click.option(
    "--folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path("docs/reference"),
    show_default=True,
)
def command(*, check: bool, folder: Path) -> None:
    """Print the reference pages into the folder, or check that they are up to date."""
    differing = [
        name
        for name, make in PAGES.items()
        if not (folder / name).is_file() or (folder / name).read_text() != make()
    ]
    if check and differing:
        raise click.ClickException(f"Out of date: {', '.join(differing)}. Run: make docs")
    for name in differing:
        (folder / name).write_text(PAGES[name]())
        click.echo(f"Printed {folder / name}")
    if not differing:
        click.echo("The reference pages are up to date.")
