"""What goes with a letter, and whether each may still go to whom the letter is for."""

from alongside.casework.letters.material import Desk
from alongside.casework.models import Letter
from alongside.casework.rules.bodies import DRAFTS_SENT, FINALS_SENT
from alongside.casework.rules.enclosing import Enclosed, check_may_go_with
from alongside.casework.rules.letters import Audience, LetterDue
from alongside.casework.rules.revealing import Reader
from alongside.files.models import StoredFile
from alongside.files.reading import words_in
from alongside.kernel.refusals import Refusal

NOT_ENCLOSED = (
    "The EHC plan goes to the family with this letter, and is not enclosed yet. Enclose it first."
)


def check_enclosures(letter: Letter, desk: Desk, due: LetterDue) -> None:
    """Asked when the letter leaves: a restriction may be newer than an enclosure. Raises Refusal, also for the
    letter of a draft or a final EHC plan without it.
    """
    if lacks_plan(letter, due):
        raise Refusal(NOT_ENCLOSED)
    for row in letter.enclosures.select_related("file"):
        check_enclosed(row.title, row.kind, row.file, desk=desk, due=due)


def lacks_plan(letter: Letter, due: LetterDue) -> str:
    """The ref of the EHC plan that goes with it and is not enclosed; empty where none is kept here. Whoever has a restriction gets what
    they may know written out instead.
    """
    recipient = due.recipient
    is_family = recipient.audience is Audience.FAMILY and not recipient.restriction
    if due.event.kind not in FINALS_SENT | DRAFTS_SENT or not is_family or due.template.is_optional:
        return ""
    plans = letter.case.plan_versions.filter(event__ref=due.root)
    enclosed = letter.enclosures.exclude(plan=None).values("plan")
    return plans.exclude(pk__in=enclosed).values_list("ref", flat=True).first() or ""


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
