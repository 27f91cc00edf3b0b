"""What may be asked of the ledger's pages."""

from typing import Any

from django.db.models import QuerySet

from alongside.ledger import naming
from alongside.ledger.models import LOOK, LedgerEntry
from alongside.web.forms import (
    FilterForm,
    HouseForm,
    LongTextField,
    SelectField,
    TextField,
)


class EntryFilters(FilterForm):
    kind = SelectField(
        label="Show",
        choices=[("", "Everything"), ("looks", "Looks at records"), ("changes", "Changes")],
        required=False,
    )
    ref = TextField(label="Public name of the record", required=False, max_length=80)
    person = TextField(label="Name of the person", required=False, max_length=100)


def narrow(entries: QuerySet[LedgerEntry], chosen: dict[str, Any]) -> QuerySet[LedgerEntry]:
    """The entries that fit the filters a person chose."""
    if chosen.get("kind") == "looks":
        entries = entries.filter(verb=LOOK)
    if chosen.get("kind") == "changes":
        entries = entries.exclude(verb=LOOK)
    if "ref" in chosen:
        entries = entries.filter(subject_ref=chosen["ref"])
    if "person" in chosen:
        entries = entries.filter(person_id__in=naming.people_called(chosen["person"]))
    return entries


class ErasureForm(HouseForm):
    reason = LongTextField(
        label="Why does the law require these words to be erased?",
        help_text="The entry, its time and its author stay. Your reason is kept in a new entry.",
        max_length=2000,
    )
