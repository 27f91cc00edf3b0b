"""alongside law: the statutory clock, for whoever only wants the dates."""

import json
import sys
from pathlib import Path
from typing import Any

import click

from alongside.config.cli import REFUSED
from alongside.kernel.refusals import Refusal
from alongside.law.explaining import explain, ids
from alongside.law.from_json import answer
from alongside.law.reading import RuleFileError, england, read_rules
from alongside.law.rulebook import Rules

_FOLDER = click.option(
    "--rules",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder of rule files of your own; they take the place of those shipped.",
)


@click.group("law")
def command() -> None:
    """The clock of SEND law: due dates from dated events, with the rule behind each.

    No installation is needed. Rules that are not confirmed say so: to be checked by the authority's
    lawyer. Exit codes: 0 all answered, 1 something was refused.
    """


@command.command("schedule")
@click.argument("file", type=click.Path(dir_okay=False, allow_dash=True))
@_FOLDER
def schedule(*, file: str, folder: Path | None) -> None:
    """Work out every duty of the case in FILE and print them as JSON. A dash reads standard input.

    FILE holds a day and what happened, like {"today": "2025-04-20", "events": [{"id": "e1", "kind":
    "request_received", "on": "2025-03-03"}]}. An event may also have process, body, for, until,
    corrects, ground, because, evidence, authorised_by and rules; see alongside law events. The file may
    also have closures of schools, and count_from: next_day or same_day.
    """
    found = answer(_read(file), rules=_rules(folder), calendar=england())
    click.echo(json.dumps(found, ensure_ascii=False, allow_nan=False, indent=1))
    if any("refused" in duty for duty in found["duties"]):
        sys.exit(REFUSED)


@command.command("explain")
@click.argument("rule")
@_FOLDER
def explain_rule(*, rule: str, folder: Path | None) -> None:
    """Say what RULE asks, of whom, by when, on what authority, and how far that is confirmed.

    RULE is an id such as FINAL-20W, a ground such as EXC-A or a way of counting such as T4.
    """
    click.echo(explain(rule, rules=_rules(folder)))


@command.command("list")
@_FOLDER
def list_rules(*, folder: Path | None) -> None:
    """Print the id and title of every rule, ground and way of counting."""
    rules = _rules(folder)
    titles = {
        each.rule: each.title for rule_set in rules.sets for each in reversed(rule_set.provisions)
    }
    titles |= {code: ground.title for code, ground in rules.grounds.items()}
    titles |= {code: rule.title for code, rule in rules.counting.items()}
    for code in ids(rules).values():
        click.echo(f"{code:<16}{titles[code]}")


@command.command("events")
@_FOLDER
def list_events(*, folder: Path | None) -> None:
    """Print every kind of event that a file may hold, with its meaning and its other names."""
    for code, kind in _rules(folder).kinds.items():
        also = f"\n    also: {', '.join(kind.also)}" if kind.also else ""
        needs = f"\n    needs: {', '.join(kind.needs)}" if kind.needs else ""
        click.echo(f"{code}\n    {kind.means}{also}{needs}")


def _rules(folder: Path | None) -> Rules:
    try:
        return read_rules(*([folder] if folder else []))
    except RuleFileError as error:
        raise Refusal(f"The rules cannot be read. {error}.") from None


def _read(file: str) -> Any:
    try:
        content = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return json.loads(content)
    except OSError as error:
        raise Refusal(f"{file} cannot be read ({error.strerror}). Name another file.") from None
    except UnicodeDecodeError:
        raise Refusal("The file is not text in UTF-8. Save it so and try again.") from None
    except json.JSONDecodeError as error:
        raise Refusal(
            f"The file is not JSON: line {error.lineno}, column {error.colno} cannot be understood."
        ) from None
    except ValueError:
        raise Refusal("The file has a number that is too long to be read.") from None
    except RecursionError:
        raise Refusal("The file has lists within lists too deep to be read.") from None
