"""The addresses of filter four, under /responses/."""

from __future__ import annotations

from django.urls import path

from . import views

app_name = "interventions"

urlpatterns = [
    path("", views.index, name="index"),
    path("templates/", views.templates, name="templates"),
    path("templates/<slug:code>/", views.template, name="template"),
    path("clock/", views.clock_rule, name="clock_rule"),
    path("leaflet/", views.leaflet, name="leaflet"),
    path("entry/", views.to_enter, name="to_enter"),
    path("entry/<str:discussion>/", views.entry_sheet, name="entry_sheet"),
    path("<str:reference>/", views.response, name="response"),
    path("<str:reference>/note/", views.note, name="note"),
    path("<str:reference>/phone/", views.phone_sheet, name="phone_sheet"),
    path("<str:reference>/templates/", views.choose_template, name="choose_template"),
    path("<str:reference>/templates/<slug:code>/", views.adopt, name="adopt"),
    path("<str:reference>/entries/<str:entry>/settle/", views.settle, name="settle"),
    path("<str:reference>/plan/open/", views.open_plan, name="open_plan"),
    path("<str:reference>/entries/<str:entry>/correct/", views.correct, name="correct"),
    path("<str:reference>/entries/<str:entry>/told/", views.told, name="told"),
    path("<str:reference>/<slug:slug>/", views.act, name="act"),
]
