"""Addresses of the desk."""

from django.urls import path

from . import views

app_name = "stewardship"
urlpatterns = [
    path("trail", views.trail, name="trail"),
    path("demo-clock", views.demo_clock, name="demo_clock"),
    path("seats", views.seats, name="seats"),
    path("seats/<str:reference>/end", views.end_seat, name="end_seat"),
    path("seats/<str:reference>/invite", views.invite_again, name="invite_again"),
]
