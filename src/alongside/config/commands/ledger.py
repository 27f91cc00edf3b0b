"""alongside ledger: is the record of what was done and who looked still whole?"""

import sys

import click

from alongside.config.installation import prepare
from alongside.kernel.refusals import Refusal
from alongside.ledger.rules import Witness
from alongside.ledger.verification import current_head, verify


@click.group("ledger", help="Check the ledger of what was done and who looked.")
def command() -> None:
    prepare()


@command.command("verify")
@click.option(
    "--witness",
    default="",
    help="An earlier head, as printed by 'ledger head', that must still be in the chain.",
)
def verify_chain(*, witness: str) -> None:
    """Walk the whole chain and name the first broken entry. Exit code 1 when one is found."""
    steps = verify(witness=_witness(witness))
    last = next(steps)
    with click.progressbar(length=last.total, label="Checking entries", file=sys.stderr) as bar:
        bar.update(last.checked)
        for step in steps:
            bar.update(step.checked - last.checked)
            last = step
    if last.broken:
        raise click.ClickException(last.broken.sentence)
    click.echo(f"The ledger is whole: {last.checked:,} entries checked.")


@command.command("head")
def head() -> None:
    """Print the end of the chain. Note it elsewhere, such as in the board's minutes, and verify against it later."""
    now = current_head()
    if now is None:
        raise click.ClickException(
            "The ledger has no beginning. Restore the installation from a backup."
        )
    click.echo(f"{now.seq}:{now.hash}")


def _witness(text: str) -> Witness | None:
    if not text:
        return None
    seq, _, digest = text.partition(":")
    if not seq.isdigit() or len(digest) != 64:
        raise Refusal(
            "A witness is a number, a colon and 64 letters and digits, as printed by: alongside ledger head"
        )
    return Witness(int(seq), digest)
