"""Addresses of the desk."""

from django.urls import path

from . import views

app_name = "stewardship"
urlpatterns = [
    path("trail", views.trail, name="trail"),
    path("seats", views.seats, name="seats"),
    path("seats/<str:reference>/end", views.end_seat, name="end_seat"),
]
