"""Which kinds of document may be kept, and which kind an uploaded file really is.

The content decides; the name's ending must agree with it. Nothing that runs is accepted: no
programs, no web pages, no macros, no packed files. What the document says is not looked at.
"""

import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO

import filetype

from alongside.exchange.archives import DAMAGED, ZIP_START, check_archive
from alongside.exchange.csv_in import decode, read_csv
from alongside.exchange.grid import letter_of
from alongside.exchange.limits import MEGABYTE, Limits
from alongside.exchange.problems import Problem, ProblemList
from alongside.kernel.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Kind:
    """``endings`` are the names' endings that agree with the content, the usual one first."""

    words: str
    media_type: str
    endings: tuple[str, ...]

    @property
    def with_article(self) -> str:
        return f"{'an' if self.words[0] in 'AEIOU' else 'a'} {self.words}"


_OFFICE = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."
PDF = Kind("PDF", "application/pdf", (".pdf",))
WORD = Kind("Word document", f"{_OFFICE}wordprocessingml.document", (".docx",))
EXCEL = Kind("Excel workbook", f"{_OFFICE}spreadsheetml.sheet", (".xlsx",))
POWERPOINT = Kind("PowerPoint presentation", f"{_OFFICE}presentationml.presentation", (".pptx",))
ODF_TEXT = Kind("OpenDocument text", f"{_ODF}text", (".odt",))
ODF_SHEET = Kind("OpenDocument spreadsheet", f"{_ODF}spreadsheet", (".ods",))
ODF_SLIDES = Kind("OpenDocument presentation", f"{_ODF}presentation", (".odp",))
CSV = Kind("CSV table", "text/csv", (".csv",))
TEXT = Kind("text file", "text/plain", (".txt",))
PNG = Kind("PNG picture", "image/png", (".png",))
JPEG = Kind("JPEG picture", "image/jpeg", (".jpg", ".jpeg"))
HEIC = Kind("HEIC picture", "image/heic", (".heic", ".heif"))

KINDS = (
    PDF,
    WORD,
    EXCEL,
    POWERPOINT,
    ODF_TEXT,
    ODF_SHEET,
    ODF_SLIDES,
    CSV,
    TEXT,
    PNG,
    JPEG,
    HEIC,
)
MP3 = Kind("MP3 recording", "audio/mpeg", (".mp3",))
M4A = Kind("M4A recording", "audio/mp4", (".m4a",))
WAV = Kind("WAV recording", "audio/x-wav", (".wav",))
OGG = Kind("Ogg recording", "audio/ogg", (".ogg", ".oga", ".opus"))
AUDIO = (MP3, M4A, WAV, OGG)
"""Voices: kept only where a room asks for them too."""
BY_MEDIA_TYPE = {kind.media_type: kind for kind in KINDS}
_AUDIO_BY_MEDIA_TYPE = {kind.media_type: kind for kind in AUDIO}
ENDINGS = tuple(ending for kind in KINDS for ending in kind.endings)
ACCEPTED = (
    "Accepted are PDF, Word, Excel, PowerPoint, OpenDocument, CSV, text, PNG, JPEG and HEIC files."
)
NOT_A_RECORDING = (
    "The file’s name says that it is a recording, but its content is not one that is accepted. "
    "Accepted are MP3, M4A, WAV and Ogg recordings."
)
NOT_TEXT = (
    "The file’s content is not what its name says, or some of its letters would be lost. "
    "Save text as UTF-8, or choose the right file."
)

_HEAD = 8192
_TAIL = 2048
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PROGRAMS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xfe\xed\xfa", b"#!")
_PAGE_STARTS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<script", b"<iframe", b"<svg")
_CONTENT_TYPES = "[Content_Types].xml"
_ODF_MARK = "mimetype"
_OLD_ENDINGS = {".doc": ".docx", ".xls": ".xlsx", ".ppt": ".pptx", ".rtf": ".docx"}
_MACRO_ENDINGS = frozenset({".docm", ".xlsm", ".pptm", ".xlsb", ".dotm", ".xltm", ".potm"})


def kind_of(file: BinaryIO, *, name: str, limits: Limits, also: tuple[Kind, ...] = ()) -> Kind:
    """The kind that content and name agree on, of the usual ones and of ``also``. Raises Refusal with a
    sentence otherwise.
    """
    ending = PurePosixPath(name.lower()).suffix
    heard = _recording(file, ending, also)
    if heard is None:
        _check_ending(ending)
    found = heard or _sniff(file, ending, limits)
    if ending not in found.endings:
        raise Refusal(
            f"The file’s name ends in {ending} but its content is {found.with_article}. "
            f"Rename it to end in {found.endings[0]}, or choose the right file."
        )
    return found


def kind_words(media_type: str) -> str:
    """The kind in words, for a list of files."""
    kind = BY_MEDIA_TYPE.get(media_type) or _AUDIO_BY_MEDIA_TYPE.get(media_type)
    return kind.words if kind else "file"


def _recording(file: BinaryIO, ending: str, also: tuple[Kind, ...]) -> Kind | None:
    """None for a name that is none of a recording's, where recordings are asked for."""
    if not any(ending in kind.endings for kind in also):
        return None
    file.seek(0)
    head = file.read(_HEAD)
    _refuse_what_runs(head)
    found = _AUDIO_BY_MEDIA_TYPE.get(filetype.guess_mime(head) or "")
    if found is None or found not in also:
        raise Refusal(NOT_A_RECORDING)
    return found


def _check_ending(ending: str) -> None:
    if ending in _OLD_ENDINGS:
        raise Refusal(
            f"Old Office files ({ending}) are not accepted, because they can hide macros. "
            f"Save it as {_OLD_ENDINGS[ending]} or PDF and try again."
        )
    if ending in _MACRO_ENDINGS:
        raise Refusal(
            "Files with macros (small programs) are not accepted. Save it without macros."
        )
    if ending not in ENDINGS:
        shown = f"ending in {ending[:12]}" if ending else "without an ending"
        raise Refusal(f"Files {shown} are not accepted. {ACCEPTED}")


def _sniff(file: BinaryIO, ending: str, limits: Limits) -> Kind:
    file.seek(0)
    head = file.read(_HEAD)
    _refuse_what_runs(head)
    if head.startswith(ZIP_START):
        return _packed_kind(file, limits)
    guessed = BY_MEDIA_TYPE.get(filetype.guess_mime(head) or "")
    if guessed is not None:
        _check_whole(file, guessed)
        return guessed
    if filetype.guess_mime(head) is not None:
        raise Refusal(f"The file is of a kind that is not accepted. {ACCEPTED}")
    return _text_kind(file, ending, limits)


def _refuse_what_runs(head: bytes) -> None:
    if not head:
        raise Refusal("The file is empty. Choose the file again.")
    if head.startswith(_OLD_OFFICE):
        raise Refusal(
            "The file is an old Office file or is protected by a password. "
            "Save it without a password as .docx, .xlsx, .pptx or PDF and try again."
        )
    if head.startswith(_PROGRAMS):
        raise Refusal(f"The file is a program, which is not accepted. {ACCEPTED}")
    beginning = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if (
        beginning.startswith((b"<?xml", *_PAGE_STARTS))
        or b"<svg" in beginning
        or b"<html" in beginning
    ):
        raise Refusal(
            "The file is a web page or SVG drawing, which can run scripts. Save it as PDF."
        )


def _packed_kind(file: BinaryIO, limits: Limits) -> Kind:
    archive = check_archive(file, limits=limits)
    with zipfile.ZipFile(file) as opened:
        if archive.has(_CONTENT_TYPES):
            return _office_kind(opened.read(_CONTENT_TYPES))
        if archive.has(_ODF_MARK):
            mark = opened.read(_ODF_MARK)[:100].decode("ascii", "replace").strip()
            if mark.startswith(_ODF) and mark in BY_MEDIA_TYPE:
                return BY_MEDIA_TYPE[mark]
    raise Refusal(
        f"The file is a packed file (zip), which is not accepted. Upload what is in it. {ACCEPTED}"
    )


def _office_kind(content_types: bytes) -> Kind:
    plain = content_types.replace(b"\0", b"")
    if b"macroEnabled" in plain or b"vbaProject" in plain:
        raise Refusal(
            "The file holds macros (small programs). Save it without macros and try again."
        )
    for kind in (WORD, EXCEL, POWERPOINT):
        if f"{kind.media_type}.main+xml".encode() in plain:
            return kind
    raise Refusal(f"The file is an Office file of a kind that is not accepted. {ACCEPTED}")


def _check_whole(file: BinaryIO, kind: Kind) -> None:
    """A picture or PDF that was cut off lacks its closing mark."""
    file.seek(0, 2)
    file.seek(max(0, file.tell() - _TAIL))
    tail = file.read()
    marks = {PDF: b"%%EOF", PNG: b"IEND", JPEG: b"\xff\xd9"}
    if kind in marks and marks[kind] not in tail:
        raise Refusal(DAMAGED)


def _text_kind(file: BinaryIO, ending: str, limits: Limits) -> Kind:
    file.seek(0)
    try:
        text, _ = decode(file.read(limits.file_bytes))
    except Refusal:
        raise Refusal(NOT_TEXT) from None
    if any(ord(letter) < 32 and letter not in "\t\n\r\f" for letter in set(text)):
        raise Refusal(NOT_TEXT)
    if ending == ".csv":
        file.seek(0)
        _check_csv(file.read(limits.file_bytes), limits)
        return CSV
    return TEXT


def _check_csv(data: bytes, limits: Limits) -> None:
    """A kept table is opened in a spreadsheet too, so no cell may run as a formula."""
    problems = ProblemList(limits.problems)
    for row in read_csv(data, limits=limits).rows:
        for index, cell in enumerate(row.cells):
            if fault := cell.fault:
                problems.add(
                    Problem(row.line, fault.what, fault.mend, letter_of(index), row=row.number)
                )
    problems.raise_if_any()


def limits_for(upload_limit: int) -> Limits:
    """One document may stand inside another, as a chart's numbers do in a presentation."""
    return Limits(
        file_bytes=upload_limit,
        unpacked_bytes=max(100 * MEGABYTE, 5 * upload_limit),
        entries=5_000,
        nesting=1,
    )
