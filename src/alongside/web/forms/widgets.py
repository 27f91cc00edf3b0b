"""Widgets with our own templates. They keep what was typed, whatever it was."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.forms.widgets import ChoiceWidget

from alongside.kernel.dates import PartialDate
from alongside.kernel.refusals import Refusal

DAY_PARTS = ("day", "month", "year")
Typed = tuple[str, str, str]


class DayInput(forms.Widget):
    """Three boxes. An address may also hold the whole date under the field's own name."""

    template_name = "web/widgets/day.html"
    use_fieldset = True

    def value_from_datadict(
        self, data: Mapping[str, Any], files: Mapping[str, Any], name: str
    ) -> Typed:
        boxes = [f"{name}_{part}" for part in DAY_PARTS]
        if name in data and not any(box in data for box in boxes):
            return typed_parts(data.get(name))
        day, month, year = (str(data.get(box, "")).strip() for box in boxes)
        return day, month, year

    def value_omitted_from_data(
        self, data: Mapping[str, Any], files: Mapping[str, Any], name: str
    ) -> bool:
        return name not in data and not any(f"{name}_{part}" in data for part in DAY_PARTS)

    def id_for_label(self, id_: str | None) -> str:
        return f"{id_}_day" if id_ else ""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        identifier = context["widget"]["attrs"].pop("id", f"id_{name}")
        context["widget"]["identifier"] = identifier
        context["widget"]["invalid"] = "aria-invalid" in context["widget"]["attrs"]
        context["widget"]["boxes"] = [
            {
                "name": f"{name}_{part}",
                "id": f"{identifier}_{part}",
                "label": part.capitalize(),
                "value": typed,
                "width": 4 if part == "year" else 2,
            }
            for part, typed in zip(DAY_PARTS, typed_parts(value), strict=True)
        ]
        return context


def typed_parts(value: Any) -> Typed:
    """What the three boxes hold for an initial value, an address or what was typed."""
    if isinstance(value, tuple):
        return value
    if isinstance(value, PartialDate):
        return str(value.day or ""), str(value.month), str(value.year)
    if isinstance(value, date):
        return str(value.day), str(value.month), str(value.year)
    text = str(value or "").strip()
    if not text:
        return "", "", ""
    try:
        return typed_parts(PartialDate.parse(text))
    except Refusal:
        return text, "", ""


class DropDown(forms.Select):
    """Written in one go: Django includes two templates for each line of a list."""

    template_name = "web/widgets/drop_down.html"


class _Hinted(ChoiceWidget):
    """Choices that may each carry a hint. ``hints`` maps a value to its sentence."""

    template_name = "web/widgets/choices.html"
    hints: Mapping[str, str] = {}
    kind = "radios"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["kind"] = self.kind
        return context

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        option["hint"] = self.hints.get(str(value), "")
        if option["hint"]:
            option["attrs"]["aria-describedby"] = f"{option['attrs'].get('id', name)}_hint"
        return option


class Radios(_Hinted, forms.RadioSelect):
    """One of a few."""


class Ticks(_Hinted, forms.CheckboxSelectMultiple):
    """Any of a few."""

    kind = "checkboxes"
