"""Addresses of filter three and of the law behind it, all under /table/."""

from __future__ import annotations

from django.urls import path

from . import views

app_name = "discussions"

urlpatterns = [
    path("law", views.law, name="law"),
    path("accountability", views.accountability, name="accountability"),
    path("disclosures", views.register, name="register"),
    path("names/<str:discussion>", views.names, name="names"),
    path("names/<str:discussion>/seal", views.seal, name="seal"),
    path("names/<str:discussion>/open", views.open_sealed, name="open"),
    path("names/<str:discussion>/let-in", views.let_in, name="let_in"),
]
