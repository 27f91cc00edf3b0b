"""How forms become HTML: our templates, our classes, and never a ``required`` attribute.

The browser's own checks would hide the error summary, so they are off and the server answers.
"""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.forms.widgets import Input

_BOX = "govuk-input"
_CLASSES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.Textarea, "govuk-textarea"),
    (forms.FileInput, "govuk-file-upload"),
    (forms.CheckboxInput, "govuk-checkboxes__input"),
    (forms.CheckboxSelectMultiple, "govuk-checkboxes__input"),
    (forms.RadioSelect, "govuk-radios__input"),
    (forms.Select, "govuk-select"),
    (forms.HiddenInput, ""),
    (forms.MultiWidget, ""),
    (Input, _BOX),
)


class HouseBoundField(BoundField):
    """A field of a form, as the templates need it."""

    def build_widget_attrs(
        self, attrs: Mapping[str, Any], widget: forms.Widget | None = None
    ) -> dict[str, Any]:
        widget = widget or self.field.widget
        built = super().build_widget_attrs(dict(attrs), widget)
        built.pop("required", None)
        built["class"] = " ".join(
            filter(None, (widget.attrs.get("class", ""), self._widget_classes(widget)))
        )
        if not built["class"]:
            del built["class"]
        return built

    def _widget_classes(self, widget: forms.Widget) -> str:
        base = next((name for kind, name in _CLASSES if isinstance(widget, kind)), "")
        if not base or base.endswith("__input"):
            return base
        width = getattr(self.field, "width", None)
        sized = f" {base}--width-{width}" if base == _BOX and width else ""
        counted = " govuk-js-character-count" if self.counts_to else ""
        wrong = f" {base}--error" if self.errors else ""
        return f"{base}{sized}{counted}{wrong}"

    @property
    def first_control_id(self) -> str:
        """Where the error summary's link leads."""
        return self.field.widget.id_for_label(self.auto_id) or f"{self.auto_id}_0"

    @property
    def is_optional(self) -> bool:
        """Optional fields say so, except in filters and for a single box to tick."""
        return (
            not self.field.required
            and not getattr(self.form, "all_optional", False)
            and not self.is_one_box
        )

    @property
    def is_one_box(self) -> bool:
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def label_size(self) -> str:
        return getattr(self.field, "label_size", "s")

    @property
    def counts_to(self) -> int | None:
        """The character count's limit, for long texts."""
        return self.field.max_length if isinstance(self.field.widget, forms.Textarea) else None  # type: ignore[attr-defined]


class HouseFormRenderer(TemplatesSetting):
    form_template_name = "web/fields.html"
    field_template_name = "web/field.html"
    bound_field_class = HouseBoundField
