"""What goes with a letter, and the EHC plans that may."""

from datetime import date

from alongside.casework.models import Case, Letter, LetterEnclosure
from alongside.casework.plans.words import KINDS
from alongside.casework.queries.letter_values import EnclosureView
from alongside.casework.rules.plans.codes import VersionKind, VersionState
from alongside.files.kinds import kind_words
from alongside.files.models import StoredFile
from alongside.kernel.actor import Actor
from alongside.kernel.dates import day_in_words
from alongside.kernel.refusals import Hidden


def enclosures_of(letter: Letter) -> tuple[EnclosureView, ...]:
    """Of a letter that was found."""
    return tuple(
        EnclosureView(row.ref, row.title, kind_words(row.file.media_type), row.file.size_bytes)
        for row in letter.enclosures.select_related("file")
    )


def plans_to_enclose(actor: Actor, *, case_ref: str, today: date) -> list[tuple[str, str]]:
    """(public name, words) of every EHC plan that was issued in the case, the newest first."""
    case = Case.objects.open_to(actor, today=today).filter(ref=case_ref).first()
    if case is None:
        raise Hidden("case")
    rows = case.plan_versions.filter(state=VersionState.ISSUED.value).order_by("-number")
    return [
        (row.ref, f"{KINDS[VersionKind(row.kind)]}, {day_in_words(row.issued_on)}")
        for row in rows
        if row.issued_on is not None
    ]


def enclosure(
    actor: Actor, *, enclosure_ref: str, today: date
) -> tuple[str, LetterEnclosure, StoredFile]:
    """(the ref of the case, the enclosure, its file). Raises Hidden."""
    found: LetterEnclosure | None = (
        LetterEnclosure.objects.visible_to(actor)
        .select_related("letter__case", "file")
        .filter(ref=enclosure_ref)
        .first()
    )
    if found is None:
        raise Hidden("enclosure")
    case_ref = found.letter.case.ref
    if not Case.objects.open_to(actor, today=today).filter(ref=case_ref).exists():
        raise Hidden("enclosure")
    return case_ref, found, found.file
