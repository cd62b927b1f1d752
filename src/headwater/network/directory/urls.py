"""Addresses of the service directory."""

from django.urls import path

from . import views

app_name = "directory"
urlpatterns = [
    path("", views.index, name="index"),
    path("ours", views.ours, name="ours"),
    path("ours/<str:reference>/remove", views.take_off, name="take_off"),
]
