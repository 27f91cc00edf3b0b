"""alongside worker: background work alone, for installations that keep it on a machine of its own."""

import click

from alongside.config.installation import prepare
from alongside.jobs.worker import work


@click.command("worker")
def command() -> None:
    """Do background work until you press Ctrl and C."""
    prepare()
    work()
