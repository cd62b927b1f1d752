"""Addresses of setting up."""

from django.urls import path

from . import views

app_name = "setup"
urlpatterns = [
    path("", views.index, name="index"),
    path("begin", views.begin, name="begin"),
    path("begin/<str:reference>", views.take_up, name="take_up"),
    path("community", views.community, name="community"),
    path("profile", views.profile, name="profile"),
    path("tables/new", views.new_table, name="new_table"),
    path("tables/<str:reference>", views.table, name="table"),
    path("agencies", views.agencies, name="agencies"),
    path("agencies/new", views.new_agency, name="new_agency"),
    path("agencies/<str:reference>", views.agency, name="agency"),
    path("agencies/<str:reference>/change", views.change_agency, name="change_agency"),
    path("agencies/<str:reference>/leave", views.leave, name="leave"),
    path("agencies/<str:reference>/agreements", views.sign, name="sign"),
    path(
        "agencies/<str:reference>/agreements/<str:table>/end",
        views.end_agreement,
        name="end_agreement",
    ),
    path("agencies/<str:reference>/people", views.invite, name="invite"),
]
