"""Addresses of figures."""

from django.urls import path

from . import views

app_name = "figures"
urlpatterns = [
    path("", views.index, name="index"),
    path("build", views.build, name="build"),
    # Before the page: a question's name would swallow the ending.
    path("<str:name>.csv", views.as_file, name="file"),
    path("<str:name>", views.question, name="question"),
]
