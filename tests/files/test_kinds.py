from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.exchange.limits import MEGABYTE
from alongside.files.kinds import BY_MEDIA_TYPE, KINDS, Kind, kind_of, kind_words, limits_for
from alongside.kernel.refusals import Refusal, Refusals
from tests.exchange.making import parts_of, saved, workbook, zipped
from tests.files.documents import GOOD, JPEG, PDF, odf, office, png, with_macros

LIMITS = limits_for(20 * MEGABYTE)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def kind(name: str, content: bytes) -> Kind:
    return kind_of(BytesIO(content), name=name, limits=LIMITS)


@pytest.mark.parametrize(("name", "content"), GOOD.items())
def test_an_accepted_kind_is_known_by_its_content(name: str, content: bytes):
    assert "." + name.lower().rsplit(".", 1)[1] in kind(name, content).endings


def test_every_accepted_kind_has_an_example_here():
    assert {kind(name, content) for name, content in GOOD.items()} == set(KINDS)
    assert len(BY_MEDIA_TYPE) == len(KINDS)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("report.pdf", GOOD["letter.docx"], "ends in .pdf but its content is a Word document"),
        ("report.docx", GOOD["figures.xlsx"], "ends in .docx but its content is an Excel workbook"),
        ("picture.png", JPEG, "ends in .png but its content is a JPEG picture"),
        ("notes.txt", PDF, "ends in .txt but its content is a PDF"),
        ("report.pdf", b"just text", "ends in .pdf but its content is a text file"),
        ("page.html", b"<html></html>", "ending in .html are not accepted"),
        ("drawing.svg", SVG, "ending in .svg are not accepted"),
        ("notes.txt", b"\n <!DOCTYPE html><p>", "web page or SVG"),
        ("notes.txt", b"hello <svg onload=alert(1)>", "web page or SVG"),
        ("notes.txt", "<html>".encode("utf-16"), "web page or SVG"),
        ("table.csv", SVG, "web page or SVG"),
        ("notes.txt", b"#!/bin/sh\nrm -rf /\n", "is a program"),
        ("report.pdf", b"MZ\x90\0", "is a program"),
        ("report.docx", b"\x7fELF", "is a program"),
        ("setup.exe", b"MZ", "ending in .exe are not accepted"),
        ("report.pdf.exe", PDF, "ending in .exe are not accepted"),
        ("report", PDF, "without an ending are not accepted"),
        ("old.doc", b"\xd0\xcf\x11\xe0", "Old Office files (.doc)"),
        ("old.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "protected by a password"),
        ("macros.docm", b"PK\x03\x04", "macros"),
        ("macros.docx", with_macros(), "macros"),
        ("all.zip", zipped({"a.txt": b"a"}), "ending in .zip are not accepted"),
        ("all.docx", zipped({"a.txt": b"a"}), "packed file (zip)"),
        ("film.txt", b"\0\0\0\x1cftypmp42" + b"\0" * 20, "kind that is not accepted"),
        ("notes.txt", b"a\x07b", "not what its name says"),
        ("notes.txt", b"a\0b", "not what its name says"),
        ("cut.pdf", PDF[:20], "damaged or not complete"),
        ("cut.png", png()[:-12], "damaged or not complete"),
        ("cut.jpg", JPEG[:-2], "damaged or not complete"),
        ("cut.docx", GOOD["letter.docx"][:-10], "damaged or not complete"),
        ("empty.txt", b"", "empty"),
        ("table.csv", b"a,b\n1,=cmd|' /C calc'!A0\n", "Line 2, column B"),
        ("drawing.odt", odf("graphics"), "packed file (zip)"),
    ],
)
def test_what_is_not_accepted_is_refused_in_words(name: str, content: bytes, words: str):
    with pytest.raises((Refusal, Refusals)) as refused:
        kind(name, content)
    assert words in str(refused.value)
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize(
    "part", ["word/vbaProject.bin", "word/activeX/activeX1.xml", "xl/embeddings/oleObject1.bin"]
)
def test_a_part_that_can_run_is_refused(part: str):
    with pytest.raises(Refusal, match=r"macros|packed inside"):
        kind("a.docx", office("wordprocessingml.document", {part: b"x"}))


def test_a_macro_content_type_is_refused_whatever_the_name():
    parts = parts_of(saved(workbook([["a"]])))
    types = parts["[Content_Types].xml"].replace(
        b"openxmlformats-officedocument.spreadsheetml.sheet.main",
        b"ms-excel.sheet.macroEnabled.main",
    )
    with pytest.raises(Refusal, match="macros"):
        kind("a.xlsx", zipped({**parts, "[Content_Types].xml": types}))


def test_a_document_in_a_document_in_a_document_is_refused():
    inner = office("wordprocessingml.document", {"word/embeddings/a.docx": GOOD["letter.docx"]})
    outer = office("presentationml.presentation", {"ppt/embeddings/b.docx": inner})
    with pytest.raises(Refusal, match="another packed file"):
        kind("a.pptx", outer)


def test_a_zip_bomb_inside_a_document_is_refused():
    bomb = office("wordprocessingml.document", {"word/media/a.png": b"\0" * (60 * MEGABYTE)})
    with pytest.raises(Refusal, match="far larger inside"):
        kind("a.docx", bomb)


def test_an_entity_in_a_document_is_refused():
    with pytest.raises(Refusal, match="XML entities"):
        kind("a.docx", office("wordprocessingml.document", {"word/a.xml": b"<!DOCTYPE a><a/>"}))


def test_the_kind_is_told_in_words():
    assert kind_words("application/pdf") == "PDF"
    assert kind_words("application/nonsense") == "file"


@settings(max_examples=200, deadline=None)
@given(
    start=st.sampled_from(
        [b"", b"PK\x03\x04", b"%PDF", b"\x89PNG\r\n\x1a\n", b"\xff\xfe", b"\xff\xd8\xff"]
    ),
    rest=st.binary(max_size=200),
    ending=st.sampled_from(["pdf", "docx", "csv", "txt", "png"]),
)
def test_no_bytes_make_the_check_fall_over(start: bytes, rest: bytes, ending: str):
    try:
        found = kind(f"a.{ending}", start + rest)
    except (Refusal, Refusals):
        return
    assert f".{ending}" in found.endings
