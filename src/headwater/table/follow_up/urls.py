"""Addresses of what became of it."""

from django.urls import path

from . import views

app_name = "follow_up"
urlpatterns = [
    path("<str:reference>", views.say, name="say"),
    path("<str:reference>/read", views.read, name="read"),
]
