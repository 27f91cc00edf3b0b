"""Reads the text of a PDF, where a reader of PDF files is installed.

None is among the things that Alongside installs by itself, so that a PDF is refused with a way out
where there is none. A PDF has lines and no paragraphs: one ends where a line stops well short of
the longest on its page, so that a heading may still run into the sentence after it.
"""

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from alongside.config.commands.language_blocks import Block, section_of
from alongside.exchange.archives import DAMAGED
from alongside.kernel.refusals import Refusal

READER = "pypdfium2"
NOTE = (
    "The file is a PDF, which has lines and no paragraphs. Headings may be read as part of the "
    "sentence after them."
)
_MOST_PAGES = 500
_SHORT = 2 / 3


def read_pdf(data: bytes) -> tuple[Block, ...]:
    """The paragraphs of every page. Raises Refusal without a reader, without text, or when damaged."""
    if find_spec(READER) is None:
        raise Refusal(
            "A PDF cannot be read here. Save it as a Word or text file and try again, or install "
            f"the package {READER} beside Alongside."
        )
    blocks = tuple(Block(text) for page in _pages(data) for text in _paragraphs(page.splitlines()))
    if not blocks:
        raise Refusal("The PDF holds pictures of pages and no text. Ask for the document itself.")
    return blocks


def _pages(data: bytes) -> Iterator[str]:
    reader: Any = import_module(READER)
    try:
        with reader.PdfDocument(data) as pdf:
            if len(pdf) > _MOST_PAGES:
                raise Refusal(f"The file has more than {_MOST_PAGES} pages. Split it.")
            for page in pdf:
                text: str = page.get_textpage().get_text_bounded()
                yield text
    except reader.PdfiumError:
        raise Refusal(DAMAGED) from None


def _paragraphs(lines: list[str]) -> Iterator[str]:
    longest = max(map(len, lines), default=0)
    held: list[str] = []
    for line in lines:
        if section_of(line):
            yield from _joined(held)
            held = []
            yield line.strip()
            continue
        held.append(line)
        if len(line) < longest * _SHORT:
            yield from _joined(held)
            held = []
    yield from _joined(held)


def _joined(lines: list[str]) -> Iterator[str]:
    text = "\n".join(line.rstrip() for line in lines).strip()
    if text:
        yield text
