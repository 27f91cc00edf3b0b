"""What goes with a letter, and whether each may still go to whom the letter is for."""

from alongside.casework.letters.material import Desk
from alongside.casework.models import Letter
from alongside.casework.rules.enclosing import Enclosed, check_may_go_with
from alongside.casework.rules.letters import LetterDue
from alongside.casework.rules.revealing import Reader
from alongside.files.models import StoredFile
from alongside.files.reading import words_in


def check_enclosures(letter: Letter, desk: Desk, due: LetterDue) -> None:
    """Asked when the letter leaves: a restriction may be newer than an enclosure. Raises Refusal."""
    for row in letter.enclosures.select_related("file"):
        check_enclosed(row.title, row.kind, row.file, desk=desk, due=due)


def check_enclosed(title: str, kind: str, file: StoredFile, *, desk: Desk, due: LetterDue) -> None:
    recipient = due.recipient
    reader = Reader(
        ref=recipient.contact_ref,
        name=recipient.name,
        address=recipient.address,
        email=recipient.email,
        restriction=recipient.restriction,
    )
    words = words_in(file) if reader.restriction else ""
    if words is not None:
        words = f"{file.name}\n{words}"
    check_may_go_with(Enclosed(title, kind, words), reader, desk.parties)
