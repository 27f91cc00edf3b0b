"""alongside demo: the demonstration's content, its sign-ins, and a fresh beginning."""

import socket
from pathlib import Path

import click
from django.conf import settings
from django.db import connection

from alongside.config import demonstration_start
from alongside.config.commands.progress import progress_bar
from alongside.config.installation import prepare
from alongside.kernel.dates import day_in_words
from alongside.kernel.refusals import Refusal
from alongside.web import clock
from alongside.web.writing import counted

MODES = ("demonstration", "benchmark", "test")
SECONDS_TO_ANSWER = 1


@click.group("demo")
def command() -> None:
    """The demonstration: York's action plan in our own words, with invented people."""
    if settings.MODE not in MODES:
        raise Refusal(
            "This installation is not a demonstration. To try one, set "
            "ALONGSIDE_MODE=demonstration, and ALONGSIDE_HOME to a folder of its own."
        )


@command.command("load")
def load() -> None:
    """Load the demonstration where nothing is kept yet."""
    prepare()
    if demonstration_start.load_once(say=click.echo):
        click.echo(demonstration_start.sign_ins())
    else:
        click.echo(
            "There is a local area here already, so nothing was loaded. See: alongside demo fresh"
        )


@command.command("fresh")
@click.option("--yes", is_flag=True, help="Do not ask.")
def fresh(*, yes: bool) -> None:
    """Put the old demonstration aside and begin again. Nothing is deleted."""
    home = Path(settings.HOME)
    _check_may_put_aside()
    aside = _free_name(home)
    question = f"Move everything in {home} to {aside.name} and begin again?"
    if not yes and not click.confirm(question):
        raise Refusal("Nothing was changed.")
    _put_aside(home, aside)
    prepare()
    demonstration_start.move_clock()
    demonstration_start.load_once(say=click.echo)
    click.echo(f"The old demonstration is in {aside}.")


@command.command("grow")
@click.option(
    "--cases",
    "count",
    default=500,
    type=click.IntRange(1, 100_000),
    show_default=True,
    help="About how many invented cases to add.",
)
@click.option(
    "--seed",
    default=None,
    type=int,
    help="Draws the same cases again on another machine. Usually left out.",
)
def grow(*, count: int, seed: int | None) -> None:
    """Bring over more invented cases, in the proportions of York's published figures.

    Each goes through the same operation that brings over real cases. It can be done again and again.
    """
    _start_loaded()
    with progress_bar("Growing") as progress:
        made = demonstration_start.grow(count=count, seed=seed, progress=progress)
    click.echo(f"{counted(made, 'case,cases')} added.")


@command.command("plans")
@click.option(
    "--plans",
    "count",
    default=80,
    type=click.IntRange(1, 2_000),
    show_default=True,
    help="How many to send.",
)
@click.option(
    "--specific",
    default=50,
    type=click.IntRange(0, 100),
    show_default=True,
    help="Of how many in a hundred the help says what, who, how much and how often.",
)
@click.option(
    "--elsewhere",
    default=40,
    type=click.IntRange(0, 100),
    show_default=True,
    help="The same of the other team, whose are half of them.",
)
@click.option(
    "--days-ago",
    default=0,
    type=click.IntRange(0, 700),
    show_default=True,
    help="When they were sent.",
)
def plans(*, count: int, specific: int, elsewhere: int, days_ago: int) -> None:
    """Send generated EHC plans of invented children, to see what a lesson’s comparison says of them."""
    _start_loaded()
    with progress_bar("Sending") as progress:
        sent = demonstration_start.send_plans(
            count=count,
            specific=specific,
            elsewhere=elsewhere,
            days_ago=days_ago,
            progress=progress,
        )
    click.echo(f"{counted(sent, 'EHC plan')} sent.")


@command.command("forward")
@click.argument("days", type=click.IntRange(1, 1_000))
def forward(*, days: int) -> None:
    """Move the demonstration’s clock on by so many DAYS. Start the server again afterwards."""
    _start_loaded()
    shown = demonstration_start.forward(days)
    click.echo(f"The demonstration is now on {day_in_words(shown.date())}. Start the server again.")


@command.command("sign-ins")
def sign_ins() -> None:
    """Show who may sign in, and with which password."""
    click.echo(demonstration_start.sign_ins())


def _start_loaded() -> None:
    prepare()
    demonstration_start.move_clock()
    if not demonstration_start.is_loaded():
        raise Refusal("The demonstration is not loaded here yet. See: alongside demo load")


def _check_may_put_aside() -> None:
    if connection.vendor != "sqlite":
        raise Refusal(
            "This demonstration keeps its records in PostgreSQL, which cannot be put aside as "
            "a folder. Name another database in ALONGSIDE_DATABASE."
        )

    if _is_answering(settings.ENVIRONMENT.bind):
        raise Refusal(
            f"A server is answering at {settings.ENVIRONMENT.bind}. Stop it first, so that nobody "
            "works on what is put aside."
        )


def _is_answering(bind: str) -> bool:
    host, _, port = bind.rpartition(":")
    try:
        with socket.create_connection((host.strip("[]"), int(port)), timeout=SECONDS_TO_ANSWER):
            return True
    except OSError:
        return False


def _free_name(home: Path) -> Path:
    """var-before-2026-11-22-0915, by the real clock, for a home called var."""
    instant = (clock.now() - clock.moved_by()).astimezone(clock.LONDON)
    return home.with_name(f"{home.name}-before-{instant:%Y-%m-%d-%H%M%S}")


def _put_aside(home: Path, aside: Path) -> None:
    connection.close()
    try:
        home.rename(aside)
        home.mkdir(mode=0o700)
    except OSError as error:
        raise Refusal(
            f"The folder {home} could not be moved to {aside} ({error.strerror}), so nothing was "
            "changed. Name another folder in ALONGSIDE_HOME."
        ) from None
