"""Small documents of every kind, good and hostile, made in memory."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.exchange.making import parts_of, saved, workbook, zipped

TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
OFFICE = "application/vnd.openxmlformats-officedocument."
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + b"\0" * 64 + b"\xff\xd9"
HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 32


def png() -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")
    )


def office(kind: str, extra: Mapping[str, bytes] | None = None) -> bytes:
    content_type = f"{OFFICE}{kind}.main+xml"
    part = f'<Override PartName="/main.xml" ContentType="{content_type}"/>'
    types = f'<Types xmlns="{TYPES}">{part}</Types>'
    return zipped({"[Content_Types].xml": types, "main.xml": "<main/>", **(extra or {})})


def odf(kind: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        archive.writestr("content.xml", "<office/>", zipfile.ZIP_DEFLATED)
    return out.getvalue()


GOOD = {
    "minutes.pdf": PDF,
    "letter.docx": office("wordprocessingml.document"),
    "figures.xlsx": saved(workbook([["a", "=1+1"]])),
    "slides.pptx": office(
        "presentationml.presentation",
        {"ppt/embeddings/numbers.xlsx": saved(workbook([["a", 1]]))},
    ),
    "letter.odt": odf("text"),
    "figures.ods": odf("spreadsheet"),
    "slides.odp": odf("presentation"),
    "table.csv": b"Ref,Note\n1,caf\xc3\xa9\n",
    "notes.txt": "Agreed – “yes”\n".encode(),
    "picture.png": png(),
    "photo.jpeg": JPEG,
    "photo.JPG": JPEG,
    "photo.heic": HEIC,
}


def with_macros() -> bytes:
    return zipped({**parts_of(GOOD["letter.docx"]), "word/vbaProject.bin": b"\xd0\xcf\x11\xe0"})


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    """Unlike a browser's, its name is kept as it is given."""
    file = SimpleUploadedFile("x", content)
    file._name = name
    return file
