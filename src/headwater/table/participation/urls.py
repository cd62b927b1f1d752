"""Addresses of participation."""

from django.urls import path

from . import views

app_name = "participation"
urlpatterns = [
    path("", views.index, name="index"),
    path("table", views.table, name="table"),
    path("<str:reference>", views.agency, name="agency"),
]
