"""A month that somebody names: its number and its year, without a box for the day."""

from typing import Any

from alongside.kernel.dates import PartialDate
from alongside.web.forms import PartialDateField
from alongside.web.forms.widgets import DayInput


class MonthInput(DayInput):
    """Two of the three boxes of a day."""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        widget = context["widget"]
        widget["boxes"] = [box for box in widget["boxes"] if box["name"] != f"{name}_day"]
        return context

    def id_for_label(self, id_: str | None) -> str:
        return f"{id_}_month" if id_ else ""


class MonthField(PartialDateField):
    """Two boxes to a ``PartialDate`` that is a month. The day of a whole date is left out."""

    widget = MonthInput

    def _read(self, day: str, month: str, year: str) -> PartialDate:
        found = super()._read("" if month else day, month, year)
        return PartialDate(found.year, found.month)
