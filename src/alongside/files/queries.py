"""Reading stored files, always in one area; the record's own room has asked whether the reader may."""

from collections.abc import Sequence

from alongside.files.models import StoredFile
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden


def file_in(actor: Actor, ref: str) -> StoredFile:
    found: StoredFile | None = StoredFile.objects.visible_to(actor).filter(ref=ref).first()
    if found is None:
        raise Hidden("file")
    return found


def file_by_id(area_id: int, file_id: int) -> StoredFile:
    """For a room whose record names the file."""
    found: StoredFile = StoredFile.objects.in_area(area_id).get(pk=file_id)
    return found


def versions_of(actor: Actor, stored: StoredFile) -> Sequence[StoredFile]:
    """The file and the versions before it, newest first."""
    versions = [stored]
    while versions[-1].previous_id is not None:
        versions.append(StoredFile.objects.visible_to(actor).get(pk=versions[-1].previous_id))
    return versions


def newest_version(actor: Actor, stored: StoredFile) -> StoredFile:
    """Follows the versions after the file to the last one."""
    while newer := StoredFile.objects.visible_to(actor).filter(previous=stored).first():
        stored = newer
    return stored
