"""Addresses of actions."""

from django.urls import path

from . import views

app_name = "actions"
urlpatterns = [
    path("", views.index, name="index"),
    path("new", views.give, name="give"),
    path("<str:reference>", views.action, name="action"),
    path("<str:reference>/close", views.close, name="close"),
    path("<str:reference>/hand-on", views.hand_on, name="hand_on"),
]
