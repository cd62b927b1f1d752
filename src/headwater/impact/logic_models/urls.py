"""Addresses of goals and their logic models."""

from django.urls import path

from . import views

app_name = "goals"
urlpatterns = [
    path("", views.index, name="index"),
    path("begin", views.begin, name="begin"),
    path("<str:reference>", views.goal, name="goal"),
]
