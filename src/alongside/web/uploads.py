"""Reading what is uploaded, with the path that a hostile name holds still to be seen.

Django keeps only what stands after the last stroke, so that ``../../etc/passwd.pdf`` would arrive as
an innocent ``passwd.pdf``. Here such a name arrives with other strokes, which are no path anywhere,
and whoever keeps the file refuses it with a sentence.
"""

import html
from typing import Any

from django.core.files.uploadhandler import FileUploadHandler
from django.http.multipartparser import MultiPartParser

STROKE = "\N{DIVISION SLASH}"
"""Stands for the strokes of a path."""


def leads_elsewhere(name: str) -> bool:
    """Whether the name names a place outside the folder that it is put in.

    >>> leads_elsewhere("../minutes.pdf"), leads_elsewhere("C:/Users/me/minutes.pdf")
    (True, False)
    """
    parts = name.replace("\\", "/").replace(STROKE, "/").split("/")
    return len(parts) > 1 and (".." in parts or not parts[0])


class _Parser(MultiPartParser):
    def sanitize_file_name(self, file_name: str) -> str | None:
        plain = html.unescape(file_name)
        if leads_elsewhere(plain):
            plain = plain.replace("\\", STROKE).replace("/", STROKE)
        return super().sanitize_file_name(plain)


class PathsAreSeen(FileUploadHandler):
    """Comes first of the handlers; the others receive the files."""

    def handle_raw_input(
        self,
        input_data: Any,
        meta: Any,
        content_length: int,
        boundary: Any,
        encoding: Any = None,
    ) -> Any:
        request: Any = self.request
        others = [each for each in request.upload_handlers if each is not self]
        return _Parser(meta, input_data, others, encoding).parse()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None
