"""The addresses of filter four, under /responses/."""

from __future__ import annotations

from django.urls import path

from . import views

app_name = "interventions"

urlpatterns = [
    path("", views.index, name="index"),
    path("<str:reference>/", views.response, name="response"),
    path("<str:reference>/note/", views.note, name="note"),
    path("<str:reference>/plan/open/", views.open_plan, name="open_plan"),
    path("<str:reference>/entries/<str:entry>/correct/", views.correct, name="correct"),
    path("<str:reference>/entries/<str:entry>/told/", views.told, name="told"),
    path("<str:reference>/<slug:slug>/", views.act, name="act"),
]
