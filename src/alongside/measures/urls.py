"""Addresses of measures, their figures and the outcomes framework, below /<area>/measures/."""

from django.urls import path

from alongside.measures.pages import (
    beside_others,
    changing_framework,
    dashboard,
    defining,
    entering,
    figure,
    figure_rows,
    framework,
    impact,
    measure,
    promising,
    reading,
    releases,
    remarking,
    using_framework,
    writing_impact,
)

app_name = "measures"
urlpatterns = [
    path("", dashboard.show, name="dashboard"),
    path("export/<str:kind>/", dashboard.export, name="export"),
    path("define/", defining.define, name="define"),
    path("series/", reading.all_series, name="all_series"),
    path("series/add/", entering.add_series, name="add_series"),
    path("series/<str:ref>/", reading.series, name="series"),
    path("series/<str:ref>/change/", entering.edit_series, name="edit_series"),
    path("series/<str:ref>/figures/add/", entering.enter_figure, name="enter_figure"),
    path("figures/<str:ref>/", figure.show, name="figure"),
    path("figures/<str:ref>/rows/<str:part>/", figure_rows.show, name="figure_rows"),
    path("figures/<str:ref>/correct/", entering.correct_figure, name="correct_figure"),
    path("targets/<str:ref>/change/", promising.change_target, name="change_target"),
    path("targets/<str:ref>/activate/", promising.activate, name="activate_target"),
    path("targets/<str:ref>/end/", promising.end, name="end_target"),
    path(
        "limits/<str:ref>/withdraw/",
        remarking.withdraw_recalculation,
        name="withdraw_recalculation",
    ),
    path("framework/", framework.framework, name="framework"),
    path("framework/begin/", changing_framework.begin_framework, name="begin_framework"),
    path(
        "framework/statements/<str:ref>/change/",
        changing_framework.change_statement,
        name="change_statement",
    ),
    path(
        "framework/statements/<str:ref>/remove/",
        changing_framework.remove_statement,
        name="remove_statement",
    ),
    path(
        "framework/statements/<str:ref>/move/",
        changing_framework.move_statement,
        name="move_statement",
    ),
    path("framework/<str:ref>/", framework.framework_version, name="framework_version"),
    path(
        "framework/<str:ref>/change/", changing_framework.change_framework, name="change_framework"
    ),
    path(
        "framework/<str:ref>/statements/add/",
        changing_framework.add_statement,
        name="add_statement",
    ),
    path("framework/<str:ref>/put-in-use/", using_framework.put_in_use, name="put_in_use"),
    path(
        "framework/<str:ref>/discard/",
        changing_framework.discard_framework,
        name="discard_framework",
    ),
    path("releases/", releases.releases, name="releases"),
    path("releases/<str:ref>/", releases.one_release, name="release"),
    path("impact/", impact.impact, name="impact"),
    path("impact/add/", writing_impact.add_impact, name="add_impact"),
    path("impact/<str:ref>/", impact.one_impact, name="one_impact"),
    path("impact/<str:ref>/change/", writing_impact.change_impact, name="change_impact"),
    path("<str:ref>/", measure.show, name="measure"),
    path("<str:ref>/all/", beside_others.all_authorities, name="all_authorities"),
    path("<str:ref>/all/csv/", beside_others.export, name="export_all"),
    path("<str:ref>/change/", defining.change, name="change"),
    path("<str:ref>/retire/", defining.retire, name="retire"),
    path("<str:ref>/series/", defining.start_series, name="start_series"),
    path("<str:ref>/targets/set/", promising.set_target, name="set_target"),
    path("<str:ref>/recalculate/", remarking.recalculate, name="recalculate"),
    path("<str:ref>/annotate/", remarking.annotate, name="annotate"),
    path("<str:ref>/story/", remarking.tell_story, name="tell_story"),
]
