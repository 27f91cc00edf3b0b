"""Finding a case by name, number or school, among those that the person may read."""

from datetime import date

from alongside.casework.models import Case, CaseWord
from alongside.casework.rules.searching import after, asked_for
from alongside.kernel.actor import Actor

MOST = 20


def cases_called(actor: Actor, words: str, *, today: date) -> list[Case]:
    """Every word has to be the beginning of a name, of a word of the school's name, or of a number."""
    asked = asked_for(words)
    if not asked:
        return []
    found = Case.objects.open_to(actor, today=today).select_related("child__school")
    for word in asked:
        alike = CaseWord.objects.in_area(actor.area_id).filter(word__gte=word, word__lt=after(word))
        found = found.filter(pk__in=alike.values("case_id"))
    return list(found.order_by("child__family_name", "id")[:MOST])
