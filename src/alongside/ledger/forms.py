"""What may be asked of the ledger's pages."""

from typing import Any

from django.db.models import QuerySet

from alongside.ledger.models import LOOK, LedgerEntry
from alongside.web.forms import (
    FilterForm,
    HouseForm,
    LongTextField,
    SelectField,
    TextField,
    WholeNumberField,
)


class EntryFilters(FilterForm):
    kind = SelectField(
        label="Show",
        choices=[("", "Everything"), ("looks", "Looks at records"), ("changes", "Changes")],
        required=False,
    )
    ref = TextField(label="Public name of the record", required=False, max_length=80)
    person = WholeNumberField(label="Number of the person", required=False)


def narrow(entries: QuerySet[LedgerEntry], chosen: dict[str, Any]) -> QuerySet[LedgerEntry]:
    """The entries that fit the filters a person chose."""
    if chosen.get("kind") == "looks":
        entries = entries.filter(verb=LOOK)
    if chosen.get("kind") == "changes":
        entries = entries.exclude(verb=LOOK)
    columns = {"ref": "subject_ref", "person": "person_id"}
    return entries.filter(**{columns[name]: chosen[name] for name in columns if name in chosen})


class ErasureForm(HouseForm):
    reason = LongTextField(
        label="Why does the law require these words to be erased?",
        help_text="The entry, its time and its author stay. Your reason is kept in a new entry.",
        max_length=2000,
    )
