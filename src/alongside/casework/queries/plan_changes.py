"""What changed between two versions of an EHC plan, row by row and word by word, and who asked for it."""

from collections.abc import Mapping, Sequence
from datetime import date

from alongside.casework.models import PlanChange, PlanVersion
from alongside.casework.plans import words as plan_words
from alongside.casework.plans.reading import parts_of
from alongside.casework.plans.saying import Names, box_words, headline, names_of
from alongside.casework.queries.plan_values import Asking, BoxChange, ChangeView, Comparison
from alongside.casework.queries.plans import find_readable, version_row
from alongside.casework.rules.plans.codes import AskedBy, VersionState
from alongside.casework.rules.plans.comparing import RowChange, compare, pieces
from alongside.casework.rules.plans.parts import numbers
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden


def comparison(actor: Actor, *, version_ref: str, with_ref: str, today: date) -> Comparison:
    """Of two versions of one case; without ``with_ref``, with the one that this began as a copy of. Raises
    Hidden where there is none.
    """
    head, after = find_readable(actor, version_ref, today)
    rows = after.case.plan_versions.select_related(
        "begun_by", "issued_by", "based_on", "event__corrected_by__corrected_by"
    )
    others = [each for each in rows if each.pk != after.pk]
    wanted = with_ref or (after.based_on.ref if after.based_on else "")
    before = next((each for each in others if each.ref == wanted), None)
    if before is None:
        raise Hidden("version")
    if before.number > after.number:
        before, after = after, before
    return Comparison(
        head=head,
        before=version_row(before),
        after=version_row(after),
        others=tuple(version_row(each) for each in others),
        changes=_changes(before, after),
    )


def _changes(before: PlanVersion, after: PlanVersion) -> tuple[ChangeView, ...]:
    old, new = parts_of(before), parts_of(after)
    asked = _asked(before, after)
    called = {**numbers(old), **numbers(new)}
    names = (names_of(old), names_of(new))
    return tuple(_view(each, called, names, asked) for each in compare(old, new))


def _view(
    change: RowChange,
    called: Mapping[str, str],
    names: tuple[Names, Names],
    asked: Mapping[str, Sequence[Asking]],
) -> ChangeView:
    body = change.after or change.before
    words = headline(body) if body else ""
    number = called.get(change.key, "")
    return ChangeView(
        section=change.section,
        kind=change.kind,
        act=change.act,
        title=f"{number}. {words}" if number else words,
        boxes=tuple(_box(change, box, names) for box in change.boxes),
        asked=tuple(asked.get(change.key, ())),
    )


def _box(change: RowChange, box: str, names: tuple[Names, Names]) -> BoxChange:
    before = box_words(change.before, box, names[0])
    after = box_words(change.after, box, names[1])
    return BoxChange(
        label=plan_words.BOXES[box], before=before, after=after, pieces=pieces(before, after)
    )


def _asked(before: PlanVersion, after: PlanVersion) -> Mapping[str, Sequence[Asking]]:
    """By key, the changes that were written between the two, in their order."""
    rows = (
        PlanChange.objects.in_area(after.area_id)
        .filter(
            plan__case=after.case_id, plan__number__gt=before.number, plan__number__lte=after.number
        )
        .exclude(plan__state=VersionState.DISCARDED.value)
        .select_related("changed_by")
    )
    found: dict[str, list[Asking]] = {}
    for row in rows:
        found.setdefault(row.key, []).append(
            Asking(
                asked_by=AskedBy(row.asked_by),
                why=row.why,
                changed_by=row.changed_by.name if row.changed_by else "",
                changed_at=row.changed_at,
            )
        )
    return found
