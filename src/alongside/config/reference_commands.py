"""The operators' commands, printed from their own help texts."""

import copy
import importlib

import click

from alongside.config.cli import GROUPS


def commands_page() -> str:
    """Every command with its options."""
    lines = [
        "# Commands",
        "",
        "*This page is printed from the definitions by `make docs`. Change the definitions, not the page.*",
        "",
        "Each is run as `.venv/bin/alongside …`, or `alongside …` where it is installed. Exit codes: 0 done, "
        "1 refused or found wrong, 2 wrong use of the command.",
    ]
    for name, meaning in GROUPS.items():
        command: click.Command = importlib.import_module(
            f"alongside.config.commands.{name}"
        ).command
        lines += ["", f"## alongside {name}", "", meaning]
        for path, each in _leaves(f"alongside {name}", command):
            lines += ["", *_help(path, each)]
    return "\n".join(lines) + "\n"


def _leaves(path: str, command: click.Command) -> list[tuple[str, click.Command]]:
    if isinstance(command, click.Group):
        return [
            leaf
            for name, each in sorted(command.commands.items())
            for leaf in _leaves(f"{path} {name}", each)
        ]
    return [(path, command)]


def _help(path: str, command: click.Command) -> list[str]:
    fresh = copy.copy(command)
    # Click keeps the help option of whoever asked first.
    vars(fresh)["_help_option"] = None
    context = click.Context(
        fresh, info_name=path, terminal_width=100, help_option_names=["-h", "--help"]
    )
    text = fresh.get_help(context)
    return ["```text", *(line.rstrip() for line in text.splitlines()), "```"]
