"""Opens a text, Word or PDF file for reading, or refuses it with a sentence.

What a file really is, is decided by its content, with the same eyes as for uploads: nothing that
runs, nothing packed, nothing larger inside than a document can be.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from alongside.config.commands.language_blocks import Block, section_of
from alongside.config.commands.language_pdf import NOTE, read_pdf
from alongside.config.commands.language_word import read_word
from alongside.exchange.csv_in import decode
from alongside.exchange.limits import Limits, read_bounded
from alongside.files.kinds import PDF, TEXT, WORD, kind_of
from alongside.kernel.refusals import Refusal

LIMITS = Limits(nesting=1)
"""One document may stand inside another, as the numbers of a chart do."""
_TOO_LARGE = "Remove pictures from it, or save its text alone, and try again."
_NAME_ANOTHER = "Name a text file (.txt), a Word document (.docx) or a PDF."
_ENDINGS = (".txt", ".docx", ".pdf", ".doc", ".docm", ".rtf")
"""The last three are refused by what they are, with a way out."""
_MARKED = re.compile(r"(?P<marks>#{1,6})\s+(?P<title>.+)")


@dataclass(frozen=True, slots=True)
class Document:
    """``kind`` is how people call such a file; ``notes`` say what could not be read as it stands."""

    kind: str
    blocks: tuple[Block, ...]
    notes: tuple[str, ...]


def read_document(path: Path) -> Document:
    """The document in the file. Raises Refusal with what is wrong and how to mend it."""
    ending = path.suffix.lower()
    if ending not in _ENDINGS:
        shown = f"ending in {ending[:12]}" if ending else "without an ending"
        raise Refusal(f"Files {shown} are not read here. {_NAME_ANOTHER}")
    data = read_bounded(path, limits=LIMITS, too_large=_TOO_LARGE)
    kind = kind_of(io.BytesIO(data), name=path.name, limits=LIMITS)
    if kind == WORD:
        return Document(kind.words, read_word(data), ())
    if kind == PDF:
        return Document(kind.words, read_pdf(data), (NOTE,))
    if kind == TEXT:
        text, notes = decode(data)
        return Document(kind.words, tuple(_blocks(text)), tuple(notes))
    raise Refusal(f"The file is {kind.with_article}. {_NAME_ANOTHER}")


def _blocks(text: str) -> Iterator[Block]:
    """Paragraphs as they are, with headings of sections and headings marked with # by themselves."""
    held: list[str] = []
    for line in text.replace("\f", "\n\n").splitlines():
        marked = _MARKED.fullmatch(line.strip())
        if line.strip() and not marked and not section_of(line):
            held.append(line)
            continue
        yield from _paragraph(held)
        held = []
        if marked:
            yield Block(marked["title"], level=len(marked["marks"]))
        elif line.strip():
            yield Block(line.strip())
    yield from _paragraph(held)


def _paragraph(lines: list[str]) -> Iterator[Block]:
    if lines:
        yield Block("\n".join(lines))
