"""alongside language: plain English outside the desk, for a document in a file."""

import json
from pathlib import Path
from typing import Any

import click

from alongside.config.commands.language_blocks import passages_of
from alongside.config.commands.language_reading import read_document
from alongside.config.commands.language_words import json_of, text_lines
from alongside.language import Kind, Reader, check
from alongside.language.reading import WORDS_A_MINUTE

_KINDS = [kind.value for kind in Kind if kind is not Kind.OWN_WORDS]


@click.group("language")
def command() -> None:
    """Plain English: what a family may stumble over in a document, and what to write instead.

    No installation is needed, and nothing leaves this machine.
    """


@command.command("check")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--kind",
    type=click.Choice(_KINDS),
    default=Kind.ADVICE.value,
    show_default=True,
    help="How to read what stands under no section of an EHC plan.",
)
@click.option(
    "--leave-out",
    multiple=True,
    metavar="HEADING",
    help="A part with somebody’s own words, by its heading. May be given several times.",
)
@click.option(
    "--explained",
    multiple=True,
    metavar="TERM",
    help="A term or name that needs no explanation. May be given several times.",
)
@click.option(
    "--words-a-minute",
    type=click.IntRange(min=1),
    default=WORDS_A_MINUTE,
    show_default=True,
    help="How fast it is read aloud.",
)
@click.option("--easy-read", is_flag=True, help="Look for what stands in the way of easy read too.")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def check_file(*, file: Path, words_a_minute: int, as_json: bool, **chosen: Any) -> None:
    """Read FILE, a text file, a Word document (.docx) or a PDF, and say what a family may stumble over.

    Under the headings Section A to Section K each part is read as the EHC plan's section of that letter.
    Section A holds people's own words and is never looked at. Findings are advice: a person decides. Exit
    codes: 0 read, whatever was found; 1 refused; 2 wrong use of the command.
    """
    document = read_document(file)
    passages = passages_of(
        document.blocks, kind=Kind(chosen["kind"]), leave_out=chosen["leave_out"]
    )
    reader = Reader(
        explained=chosen["explained"],
        words_a_minute=words_a_minute,
        wants_easy_read=chosen["easy_read"],
    )
    report = check(passages, reader=reader)
    if as_json:
        told = json_of(file.name, report, reader=reader, notes=document.notes)
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return
    for line in (*document.notes, *text_lines(file.name, report, words_a_minute=words_a_minute)):
        click.echo(line)
