"""alongside pack: is this file a pack that was issued here, and unchanged?"""

import sys
from pathlib import Path

import click

from alongside.board.verification import Verified, digest_of, verify_anywhere
from alongside.config.cli import REFUSED
from alongside.config.installation import prepare
from alongside.web.writing import instant


@click.group("pack", help="Check a pack that the board issued.")
def command() -> None:
    prepare()


@command.command("verify")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def verify(*, file: Path) -> None:
    """Say which edition a file is, by its bytes and the ledger. Exit code 1 when it is none, and 2
    where no installation is.
    """
    with file.open("rb") as content:
        digest = digest_of(content)
    found = verify_anywhere(digest)
    if found is None:
        click.echo(
            "No area of this installation issued this file, or it was changed since. "
            f"Its fingerprint (SHA-256) is {digest}.",
            err=True,
        )
        sys.exit(REFUSED)
    for line in _lines(found):
        click.echo(line)
    if found.faults:
        sys.exit(REFUSED)


def _lines(found: Verified) -> list[str]:
    later = (
        f"A later edition was issued: the latest is {found.latest_number}."
        if found.latest_number > found.number
        else "It is the latest edition."
    )
    verdict = found.faults or ("The file is what was issued, byte for byte.",)
    return [
        f"{found.area}: {found.title}, edition {found.number}",
        f"Issued {instant(found.issued_at)}. {later}",
        f"Fingerprint of the file (SHA-256):    {found.file_sha256}",
        f"Fingerprint of the content (SHA-256): {found.content_sha256}",
        f"Ledger entry: {found.ledger_seq or 'none'}",
        *verdict,
    ]
