"""All the words of a kept document, where they can be read without a program of its kind: text, tables and
Word. A PDF, a picture and whatever holds a picture cannot be read through.
"""

import zipfile
from collections.abc import Iterator
from typing import Any, BinaryIO

from defusedxml.ElementTree import fromstring

from alongside.exchange.csv_in import decode
from alongside.files import store
from alongside.files.kinds import CSV, TEXT, WORD
from alongside.files.models import StoredFile

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARTS = ("document", "header", "footer", "footnotes", "endnotes", "comments")


def words_in(stored: StoredFile) -> str | None:
    """None for what cannot be read through. Raises the store's own errors for what is not there."""
    with store.open_checked(stored.sha256) as content:
        if stored.media_type in (TEXT.media_type, CSV.media_type):
            text, _ = decode(content.read())
            return text
        return _of_word(content) if stored.media_type == WORD.media_type else None


def _of_word(content: BinaryIO) -> str | None:
    with zipfile.ZipFile(content) as opened:
        names = [name for name in opened.namelist() if not name.endswith("/")]
        if not all(_can_be_read(name) for name in names):
            return None
        words = [
            line for name in names if _is_words(name) for line in _paragraphs(opened.read(name))
        ]
        about = [
            _all(opened.read(name))
            for name in names
            if name.startswith("docProps/") and name.endswith(".xml")
        ]
        return "\n".join((*words, *about))


def _can_be_read(name: str) -> bool:
    """Words, fonts, or the small picture of the first page, whose words stand in the text as well."""
    return name.endswith((".xml", ".rels", ".odttf")) or name.startswith("docProps/thumbnail.")


def _is_words(name: str) -> bool:
    return name.startswith(tuple(f"word/{part}" for part in _PARTS)) and name.endswith(".xml")


def _paragraphs(xml: bytes) -> Iterator[str]:
    """A word may be cut into pieces of different looks, so each paragraph is put together first."""
    for paragraph in fromstring(xml).iter(f"{_W}p"):
        yield "".join(_pieces(paragraph))


def _all(xml: bytes) -> str:
    """The document's own properties: its title, who wrote it."""
    return "\n".join(fromstring(xml).itertext())


def _pieces(paragraph: Any) -> Iterator[str]:
    for each in paragraph.iter():
        if each.tag in (f"{_W}t", f"{_W}delText", f"{_W}instrText"):
            yield each.text or ""
        elif each.tag in (f"{_W}br", f"{_W}tab", f"{_W}cr"):
            yield " "
