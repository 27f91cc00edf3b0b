"""What is owed of letters is kept on the case, and found for the cases that are there."""

from typing import Any

from django.db import migrations, models
from django.db.models import Exists, OuterRef, Q, QuerySet

SENT, OVER, FAMILY, YOUNG_PERSON = "sent", ("sent", "not_needed"), "family", "young_person"
ACTING = ("acts", "represents")
OWES = ("owes_own_letter", "owes_plan", "owes_in_format")
TELLING = (
    "amended_plan", "budget_agreed", "budget_refusal_changed", "budget_refusal_confirmed",
    "budget_refused", "final_plan", "no_plan", "not_amended", "refused_to_assess",
    "refused_to_reassess", "review_amend", "review_maintain", "will_assess", "will_cease",
    "will_reassess",
)  # fmt: skip
FINALS, FINALS_SENT = ("final", "amended_final"), ("final_plan_sent", "amended_plan_sent")
WITH_A_PLAN = ("in_force", "reviewing", "reassessing", "ceasing", "disputed")


def find(apps: Any, schema_editor: Any) -> None:
    """As it was asked on the day of this migration, each as a list."""
    sendings = _all(apps, "LetterSending").filter(letter__state=SENT, format_given_on=None)
    owing = {
        "owes_own_letter": _with_one_owed(apps).values("case_id"),
        "owes_plan": _plans_not_sent(apps).values("case_id"),
        "owes_in_format": sendings.exclude(asked_for="").values("letter__case_id"),
    }
    for name, found in owing.items():
        _all(apps, "Case").filter(pk__in=found).update(**{name: True})


def _with_one_owed(apps: Any) -> QuerySet[Any]:
    told = _all(apps, "Letter").filter(state=SENT, audience=FAMILY, template__in=TELLING)
    theirs = _all(apps, "Letter").filter(
        event=OuterRef("event"), template=OuterRef("template"), recipient_key=YOUNG_PERSON
    )
    done = _all(apps, "Letter").filter(
        event=OuterRef(OuterRef("event")),
        template=OuterRef(OuterRef("template")),
        contact=OuterRef("pk"),
        state__in=OVER,
    )
    acting = _all(apps, "YoungPersonsChoice").filter(
        contact=OuterRef("pk"), reach__in=ACTING, ended_at=None
    )
    waiting = _all(apps, "Contact").filter(
        ~Exists(done), child=OuterRef("case__child"), is_ended=False
    )
    to_young = Q(recipient_key=YOUNG_PERSON)
    return told.filter(
        to_young & Exists(waiting.filter(Exists(acting)))
        | ~to_young & Exists(waiting.filter(has_responsibility=True)) & ~Exists(theirs)
        | ~to_young & Exists(theirs) & ~Exists(theirs.filter(state__in=OVER))
    )


def _plans_not_sent(apps: Any) -> QuerySet[Any]:
    finals = _all(apps, "PlanVersion").filter(state="issued", kind__in=FINALS)
    later = finals.filter(case=OuterRef("case"), number__gt=OuterRef("number"))
    sent = _all(apps, "Letter").filter(event=OuterRef("event"), state=SENT, audience=FAMILY)
    return finals.filter(
        ~Exists(later),
        ~Exists(sent),
        event__kind__in=FINALS_SENT,
        event__corrected_by=None,
        event__is_brought_over=False,
        case__stage__in=WITH_A_PLAN,
    )


def _all(apps: Any, name: str) -> QuerySet[Any]:
    """Without the order that each has: it is asked of whole tables."""
    found: QuerySet[Any] = QuerySet(apps.get_model("casework", name)).order_by()
    return found


class Migration(migrations.Migration):
    dependencies = [("casework", "0005_letters_and_closures")]

    operations = [
        *(
            migrations.AddField(
                model_name="case", name=name, field=models.BooleanField(default=False)
            )
            for name in OWES
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=Q(*((name, True) for name in OWES), _connector="OR"),
                fields=["area"],
                name="casework_case_owing",
            ),
        ),
        migrations.RunPython(find, migrations.RunPython.noop),
    ]
