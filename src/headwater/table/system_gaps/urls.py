"""Addresses of system gaps."""

from django.urls import path

from . import views

app_name = "system_gaps"
urlpatterns = [
    path("", views.index, name="index"),
    path("place", views.place, name="place"),
    path("<str:reference>", views.gap, name="gap"),
    path("<str:reference>/merge", views.merge, name="merge"),
    path("<str:reference>/part", views.part, name="part"),
]
