"""The operators' console command. Groups are loaded only when asked for, so that help answers at once."""

import gc
import importlib
import logging
import sys

import click

from alongside.config.environment import SettingError
from alongside.kernel.refusals import Hidden, Refusal, Refusals

GROUPS = {
    "serve": "Start the server and its background worker.",
    "worker": "Run the background worker alone.",
    "area": "Local areas: create and list.",
    "organisation": "Organisations: say which one followed another.",
    "account": "People who sign in: create, give a role, reset a password.",
    "statement": "Import, export and list written statements of action.",
    "cases": "Bring cases over from earlier records; work out their duties anew.",
    "advice": "Exchange advice with health systems: files, and which systems may call.",
    "pack": "Check a pack that the board issued.",
    "revisit": "Import, export and list the letters of revisits.",
    "ledger": "Check the ledger of what was done and who looked.",
    "backup": "Write everything this installation keeps into one file.",
    "restore": "Bring back an installation from a backup file.",
    "files": "Check the store of documents.",
    "jobs": "See background work and what failed.",
    "demo": "The demonstration: load it, or start it afresh.",
    "reference": "Print the reference pages, or check that they are up to date.",
    "settings": "Show the settings in force.",
    "data": "Published national figures: bring a release in, and list what is held.",
    "measure": "See a measure, or a published figure of any area, with its base and its judgement.",
    "judge": "Judge and draw the figures of a CSV file as a control chart.",
    "waiting": "How long the cases of a CSV file waited, as curves of their cohorts.",
    "stats": "Intervals, rates, funnels and comparisons, from numbers in a file.",
    "language": "Plain English: what a family may stumble over in a document.",
    "template": "The forms of EHC plans: check one of your own, list those shipped.",
    "law": "The statutory clock: due dates from dated events, and the rules behind them.",
}
NEEDS_NO_INSTALLATION = {"judge", "waiting", "stats", "law", "template", "language"}
ONLY_LOOKS = {"pack"}
"""What checks something against an installation makes none where there is none."""

SELDOM = (20_000, 10, 10)
"""How often is looked for what can be thrown away; as often as usual, a page would take a tenth longer."""

REFUSED = 1
WRONG_USE = 2


class HouseGroup(click.Group):
    """Finds ``alongside.config.commands.<name>`` when the command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(GROUPS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in GROUPS:
            return None
        if cmd_name not in NEEDS_NO_INSTALLATION:
            _start(cmd_name)
        module = importlib.import_module(f"alongside.config.commands.{cmd_name}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(GROUPS.items()))


def _start(name: str) -> None:
    """Load the settings and the rooms for a command. Raises ClickException or UsageError."""
    installation = importlib.import_module("alongside.config.installation")
    try:
        if name in ONLY_LOOKS and (words := installation.missing_words()):
            raise click.UsageError(words)
        installation.start_django()
    except SettingError as error:
        raise click.ClickException(str(error)) from None


@click.group(
    cls=HouseGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="alongside")
def house() -> None:
    """Alongside: what a local area has promised children and young people with SEND, and whether it was kept.

    Everything an installation keeps lives in the folder named by ALONGSIDE_HOME. Exit codes: 0 done,
    1 refused or found wrong, 2 wrong use of the command.
    """


def main() -> None:
    """Refusals become one sentence and exit code 1; anything unexpected keeps its traceback."""
    logging.captureWarnings(capture=True)
    gc.set_threshold(*SELDOM)
    try:
        house(standalone_mode=True)
    except Refusals as refused:
        for refusal in refused.refusals:
            click.echo(refusal.sentence, err=True)
        sys.exit(REFUSED)
    except Refusal as refusal:
        click.echo(refusal.sentence, err=True)
        sys.exit(REFUSED)
    except Hidden:
        click.echo("Nothing of that name was found.", err=True)
        sys.exit(REFUSED)
