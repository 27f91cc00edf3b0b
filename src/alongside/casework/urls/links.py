"""Addresses for visitors by link, mounted at /family/. They hold the secret of the link once, and never a
name of the case. Each below "case" is closed without a visit. Those below "ask" are for everybody.
"""

from django.urls import path

from alongside.casework.pages.family import (
    asking,
    choosing,
    entering,
    hearing,
    plans,
    reading,
    telling,
    where,
)
from alongside.casework.pages.family.visiting import through_link

app_name = "family"
urlpatterns = [
    path("leave/", entering.leave, name="leave"),
    path("case/", through_link(where.show), name="case"),
    path("case/looked/", through_link(reading.looked), name="looked"),
    path("case/choose/", through_link(choosing.choose), name="choose"),
    path("case/news/", through_link(hearing.choose), name="news"),
    path("case/tell/<str:said>/", through_link(telling.tell), name="tell"),
    path("case/<str:message>/again/", through_link(telling.follow), name="follow"),
    path("case/<str:message>/file/", through_link(reading.file), name="file"),
    path("case/<str:message>/everything/", through_link(reading.release), name="release"),
    path("case/plan/<str:version>/", through_link(plans.simple), name="plan"),
    path("case/plan/<str:version>/paper/", through_link(plans.simple_paper), name="simple_paper"),
    path("case/plan/<str:version>/words/", through_link(plans.words), name="plan_words"),
    path("ask/<slug:area_slug>/", asking.how, name="how_to_ask"),
    path("ask/<slug:area_slug>/form/", asking.ask, name="ask"),
    path("ask/<slug:area_slug>/sent/", asking.asked, name="asked"),
    path("come-in/<str:secret>/", entering.enter, name="enter"),
    path("come-in/<str:secret>/code/", entering.ask_for_code, name="ask_for_code"),
]
