"""The way to a page of learning."""

from alongside.kernel.actor import Actor
from alongside.quality.pages.trail import at, crumbs
from alongside.quality.pages.views import LESSONS, THEMES
from alongside.quality.queries.learning_values import LessonRow, ThemeRow
from alongside.web.components import Crumb


def lessons_crumbs(actor: Actor, *further: Crumb) -> tuple[Crumb, ...]:
    return crumbs(actor, Crumb(LESSONS, at(actor, "lessons")), *further)


def themes_crumbs(actor: Actor, *further: Crumb) -> tuple[Crumb, ...]:
    return lessons_crumbs(actor, Crumb(THEMES, at(actor, "themes")), *further)


def theme_crumbs(actor: Actor, row: ThemeRow, *further: Crumb) -> tuple[Crumb, ...]:
    return themes_crumbs(actor, Crumb(row.title, at(actor, "theme", row.ref)), *further)


def lesson_crumbs(actor: Actor, row: LessonRow, *further: Crumb) -> tuple[Crumb, ...]:
    return lessons_crumbs(actor, Crumb(row.title, at(actor, "lesson", row.ref)), *further)
