"""Keeping a document: the content into the store, the row and the ledger's event together.

Whether the actor may add a document to a record is asked by the room of that record, before it
calls here. The content is stored first; when the transaction then fails, an unreferenced content is
left, which ``check_store`` finds and may clear.
"""

from datetime import datetime
from typing import Any, BinaryIO, cast

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.db import transaction

from alongside.exchange.limits import megabytes
from alongside.files import store
from alongside.files.kinds import Kind, kind_of, limits_for
from alongside.files.models import StoredFile
from alongside.files.names import safe_name
from alongside.files.traces import without_traces
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Changed, Hidden, Refusal
from alongside.ledger.operations import record
from alongside.web.uploads import STROKE, leads_elsewhere

SUBJECT = "files.file"


@transaction.atomic
def keep_file(
    *,
    actor: Actor,
    upload: "File[bytes]",
    at: datetime,
    previous: StoredFile | None = None,
    also: tuple[Kind, ...] = (),
) -> StoredFile:
    """Raises Refusal when the file is too large, of a kind that is not accepted, or not what it
    says.

    ``also`` are kinds that are accepted here besides the usual ones, such as recordings.
    With ``previous`` the file becomes its next version; Changed when somebody added one meanwhile.
    """
    name = _checked_name(upload)
    content, kind = _checked(upload, name, also)
    before = _locked(actor, previous)
    kept = store.put(content)
    if before is not None and before.sha256 == kept.sha256:
        raise Refusal("This is the same file as the version that is already kept.")
    stored = StoredFile.objects.create(
        area_id=actor.area_id,
        name=name,
        media_type=kind.media_type,
        size_bytes=kept.size_bytes,
        sha256=kept.sha256,
        version=before.version + 1 if before else 1,
        previous=before,
        uploaded_at=at,
        uploaded_by_id=actor.person_id,
    )
    record(
        actor=actor,
        at=at,
        verb="files.keep",
        subject=SUBJECT,
        subject_ref=stored.ref,
        detail=_detail(stored),
    )
    return stored


@transaction.atomic
def keep_without_traces(
    *, actor: Actor, upload: "File[bytes]", at: datetime, also: tuple[Kind, ...] = ()
) -> StoredFile:
    """The same, of a picture or recording without its place, time and device. Raises Refusal as well where
    they cannot be taken out. A document keeps its own properties.
    """
    content, kind = _checked(upload, _checked_name(upload), also)
    content.seek(0)
    clean = ContentFile(without_traces(content.read(), kind), name=upload.name)
    return keep_file(actor=actor, upload=clean, at=at, also=also)


def _checked_name(upload: "File[bytes]") -> str:
    name = upload.name or ""
    if leads_elsewhere(name):
        raise Refusal(
            "The name of the file holds the way to another folder. Give it a plain name, such as "
            f"“{safe_name(name.replace(STROKE, '/'))}”, and try again."
        )
    return safe_name(name)


def _checked(upload: "File[bytes]", name: str, also: tuple[Kind, ...]) -> tuple[BinaryIO, Kind]:
    limit: int = settings.UPLOAD_LIMIT_BYTES
    if upload.size > limit:
        raise Refusal(f"The file is larger than {megabytes(limit)}. Make it smaller and try again.")
    content = cast(BinaryIO, upload.file)
    return content, kind_of(content, name=name, limits=limits_for(limit), also=also)


def _locked(actor: Actor, previous: StoredFile | None) -> StoredFile | None:
    if previous is None:
        return None
    found: StoredFile | None = (
        StoredFile.objects.visible_to(actor).select_for_update().filter(pk=previous.pk).first()
    )
    if found is None:
        raise Hidden("file")
    newer = StoredFile.objects.visible_to(actor).filter(previous=found).first()
    if newer is not None:
        raise Changed(
            "Somebody added a newer version of this file. Look at it before you add yours.",
            differences=[("Newest version", newer.name, safe_name(previous.name))],
        )
    return found


def _detail(stored: StoredFile) -> dict[str, Any]:
    return {
        "name": stored.name,
        "media_type": stored.media_type,
        "size_bytes": stored.size_bytes,
        "sha256": stored.sha256,
        "version": stored.version,
    }
