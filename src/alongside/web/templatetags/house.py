"""How values and the smallest components are written in templates.

The work is in ``writing`` and ``markup``.
"""

from django import template

from alongside.web import markup, writing
from alongside.web.forms.problems import problems_to_show

register = template.Library()

register.filter("day", writing.day)
register.filter("short_day", writing.short_day)
register.filter("instant", writing.instant)
register.filter("partial", writing.partial)
register.filter("when", writing.when)
register.filter("number", writing.number)
register.filter("words_for", writing.words_for)
register.filter("size", writing.size)
register.filter("paragraphs", markup.paragraphs)

register.simple_tag(markup.tag, name="tag")
register.simple_tag(markup.table, name="table")
register.simple_tag(markup.progress, name="progress")
register.simple_tag(markup.key_figure, name="key_figure")


@register.inclusion_tag("web/problems.html")
def error_summary(form: object) -> dict[str, object]:
    """What is wrong with the form, unless it was said above already."""
    return {"problems": problems_to_show(form)}


@register.filter
def or_words(value: object, words: str) -> object:
    """The value, or the given words in a quiet colour when there is none."""
    return markup.muted(words) if value is None or value == "" else value
