"""Addresses of products inside."""

from django.urls import path

from . import public_views, views

app_name = "publishing"
urlpatterns = [
    path("products/", views.index, name="index"),
    path("products/<str:reference>", views.edition, name="edition"),
    path("products/<str:reference>/<str:verb>", views.move, name="move"),
    path("c/<slug:slug>/", public_views.community, name="community"),
    path("c/<slug:slug>/profile", public_views.profile, name="profile"),
    # Before the page: a reference would swallow the ending.
    path("c/<slug:slug>/products/<str:reference>.pdf", public_views.pdf, name="pdf"),
    path("c/<slug:slug>/products/<str:reference>", public_views.product, name="product"),
]
