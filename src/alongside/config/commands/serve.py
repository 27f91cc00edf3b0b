"""alongside serve: make everything ready, then answer people and do background work."""

import multiprocessing
from urllib.parse import urlsplit

import click
from django.conf import settings
from django.db import connections

from alongside.config import demonstration_start
from alongside.config.environment import Environment, SettingError, check_may_serve
from alongside.config.installation import prepare, prepare_static_files
from alongside.config.serve import serve


@click.command("serve")
def command() -> None:
    """Start the server and its background worker, and keep both running until you press Ctrl and C."""
    try:
        check_may_serve(settings.ENVIRONMENT)
    except SettingError as error:
        raise click.ClickException(str(error)) from None
    prepare()
    prepare_static_files()
    if settings.DEMONSTRATION:
        _load_demonstration()
    click.echo(f"Alongside is at {address_of(settings.ENVIRONMENT)}")
    if settings.DEMONSTRATION and demonstration_start.is_loaded():
        click.echo(demonstration_start.sign_ins())
    click.echo("Press Ctrl and C to stop.")
    serve()


def address_of(environment: Environment) -> str:
    """What people type. On this machine alone it has the port that is listened to."""
    if urlsplit(environment.address).hostname != "localhost":
        return environment.address
    return f"http://localhost:{environment.bind.rpartition(':')[2]}"


def _load_demonstration() -> None:
    """In a process of its own: what sets the papers of its packs stays out of the server's memory."""
    connections.close_all()
    loading = multiprocessing.get_context("fork").Process(
        target=demonstration_start.load_once, args=(click.echo,)
    )
    loading.start()
    loading.join()
    if loading.exitcode:
        raise click.ClickException("The demonstration could not be loaded.")
