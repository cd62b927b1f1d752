"""Addresses of the calendar feed."""

from __future__ import annotations

from django.urls import path

from . import views

app_name = "calendars"

urlpatterns = [
    path("", views.mine, name="mine"),
    path("revoke", views.revoke, name="revoke"),
    path("<str:token>.ics", views.feed, name="feed"),
]
