"""alongside backup: one file with everything this installation keeps."""

from pathlib import Path

import click

from alongside.config.backup import backup
from alongside.config.commands.progress import progress_bar
from alongside.config.installation import prepare


@click.command("backup")
@click.argument("target", type=click.Path(path_type=Path, dir_okay=False))
def command(*, target: Path) -> None:
    """Write the database, documents and keys into TARGET, while people go on working.

    The file holds personal data and the installation's key: keep it as safe as the installation itself.
    """
    prepare()
    with progress_bar("Backing up") as progress:
        manifest = backup(target, progress)
    size = target.stat().st_size / 1024 / 1024
    click.echo(
        f"Wrote {target}: {len(manifest.members):,} parts, {size:.1f} MB, ledger at entry {manifest.head_seq:,}."
    )
