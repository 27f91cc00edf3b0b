"""Handing a kept document to somebody who may have it: always to save, never to show as a page.

There is no address here: a room serves its own files after its own check. The content is read
through before the first byte leaves, so a missing or altered file is told, never handed over.
"""

import logging
from http import HTTPStatus

from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.template.loader import get_template

from alongside.files import store
from alongside.files.models import StoredFile

log = logging.getLogger(__name__)
_MISSING = (
    "This file is missing from the store.",
    "It was kept here, but its content can no longer be found.",
)
_ALTERED = (
    "This file was changed outside Alongside.",
    "Its content is no longer what was kept, so it is not handed over.",
)


def send(stored: StoredFile) -> HttpResponseBase:
    """The document as a download, or a page that says what is wrong with it."""
    try:
        content = store.open_checked(stored.sha256)
    except store.ContentMissingError:
        return _unavailable(stored, *_MISSING)
    except store.ContentAlteredError:
        return _unavailable(stored, *_ALTERED)
    response = FileResponse(
        content, as_attachment=True, filename=stored.name, content_type=stored.media_type
    )
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def _unavailable(stored: StoredFile, title: str, text: str) -> HttpResponse:
    log.error("Stored file %s: %s", stored.ref, title)
    page = {"title": title, "text": text, "name": stored.name, "ref": stored.ref}
    content = get_template("files/unavailable.html").render({"page": page})
    response = HttpResponse(content, status=HTTPStatus.INTERNAL_SERVER_ERROR)
    response["Cache-Control"] = "no-store"
    return response
