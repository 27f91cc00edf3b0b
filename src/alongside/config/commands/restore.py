"""alongside restore: an installation brought back from a backup file."""

from pathlib import Path

import click

from alongside.config.backup import restore
from alongside.config.commands.progress import progress_bar


@click.command("restore")
@click.argument("source", type=click.Path(path_type=Path, dir_okay=False, exists=True))
def command(*, source: Path) -> None:
    """Bring back the installation in SOURCE. ALONGSIDE_HOME must be new: nothing is ever overwritten."""
    with progress_bar("Restoring") as progress:
        manifest = restore(source, progress)
    click.echo(f"Restored {len(manifest.members):,} parts. The ledger is whole.")
