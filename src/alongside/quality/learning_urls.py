"""Addresses of results, findings, themes and lessons, below /<area>/quality/."""

from django.urls import path

from alongside.quality.pages import learning, learning_steps, lesson, results

LEARNING = [
    path("results/", results.show, name="results"),
    path("lessons/", learning.listed, name="lessons"),
    path("lessons/<str:ref>/", lesson.show, name="lesson"),
    path("lessons/<str:ref>/change/", learning_steps.plan_change, name="plan_change"),
    path("lessons/<str:ref>/compare/", learning_steps.compare, name="compare_lesson"),
    path("lessons/<str:ref>/decide/", learning_steps.decide, name="decide_lesson"),
    path("changes/<str:ref>/made/", learning_steps.make_change, name="make_change"),
    path("themes/", learning.all_themes, name="themes"),
    path("themes/add/", learning_steps.add_theme, name="add_theme"),
    path("themes/<str:ref>/", learning.theme, name="theme"),
    path("themes/<str:ref>/lesson/", learning_steps.write_lesson, name="write_lesson"),
    path("findings/<str:ref>/theme/", learning_steps.file_finding, name="file_finding"),
    path("audits/<str:ref>/finding/", learning_steps.find_in_audit, name="find_in_audit"),
    path("sweeps/<str:ref>/finding/", learning_steps.find_in_sweep, name="find_in_sweep"),
]
