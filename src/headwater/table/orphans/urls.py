"""Addresses of what nobody holds."""

from django.urls import path

from . import views

app_name = "orphans"
urlpatterns = [
    path("", views.index, name="index"),
    path("<str:reference>", views.hand_on, name="hand_on"),
]
