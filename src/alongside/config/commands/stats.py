"""alongside stats: every statistic of this house, for whoever only wants the numbers."""

import json
import sys
from pathlib import Path
from typing import Any

import click

from alongside.config.cli import REFUSED
from alongside.kernel.refusals import Refusal
from alongside.stats.catalogue import answer, described


@click.command("stats")
@click.argument("file", required=False, type=click.Path(dir_okay=False, allow_dash=True))
@click.option("--list", "listing", is_flag=True, help="Print every function with its parameters.")
def command(*, file: str | None, listing: bool) -> None:
    """Work out what FILE asks for and print the answers as JSON. A dash reads standard input.

    FILE holds one request or a list of them, each like
    {"function": "wilson", "input": {"numerator": 20, "denominator": 20}}. In lists of numbers, null is
    a missing one. An answer has the function and its result, or the sentence with which it was refused;
    the others are answered all the same. No installation is needed. Exit codes: 0 all answered,
    1 something was refused.
    """  # fmt: skip
    if listing:
        _print_functions()
        return
    if file is None:
        raise click.UsageError("Name a FILE, or a dash for standard input. See also: --list")
    asked = _read(file)
    answers = [answer(request) for request in (asked if isinstance(asked, list) else [asked])]
    lines = [json.dumps(each, ensure_ascii=False, allow_nan=False) for each in answers]
    click.echo("[\n" + ",\n".join(lines) + "\n]" if isinstance(asked, list) else lines[0])
    if any("refused" in each for each in answers):
        sys.exit(REFUSED)


def _print_functions() -> None:
    last = ""
    for module, name, parameters, first in described():
        if module != last:
            click.echo(f"{'' if not last else chr(10)}{module.replace('_', ' ').capitalize()}")
        click.echo(f"  {name}({parameters})\n      {first}")
        last = module


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
    except RecursionError:
        raise Refusal("The file has lists within lists too deep to be read.") from None
