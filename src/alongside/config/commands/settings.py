"""alongside settings: what is in force, with secrets left out."""

import click
from django.conf import settings

from alongside.config.environment import SETTINGS

SECRET = ("SECRET", "DATABASE", "EMAIL")


@click.command("settings", help="Show the settings in force. Passwords and secrets are left out.")
def command() -> None:
    environment = settings.ENVIRONMENT
    for setting in SETTINGS:
        value = _written(getattr(environment, setting.name.removeprefix("ALONGSIDE_").lower()))
        hidden = setting.name.endswith(SECRET) and value
        click.echo(f"{setting.name}={'(set, not shown)' if hidden else value}")


def _written(value: object) -> str:
    """As somebody would set it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
