"""Every address of the product, in English under /en/ and in French under /fr/."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.views.generic import TemplateView

from . import views

ROOMS = [
    ("", "headwater.table.board.urls"),
    ("screening/", "headwater.table.screening.urls"),
    ("responses/", "headwater.table.interventions.urls"),
    ("table/", "headwater.table.discussions.urls"),
    ("held-by-nobody/", "headwater.table.orphans.urls"),
    ("gaps/", "headwater.table.system_gaps.urls"),
    ("became-of-it/", "headwater.table.follow_up.urls"),
    ("participation/", "headwater.table.participation.urls"),
    ("services/", "headwater.network.directory.urls"),
    ("actions/", "headwater.table.actions.urls"),
    ("figures/", "headwater.evidence.urls"),
    ("goals/", "headwater.impact.logic_models.urls"),
    ("", "headwater.publishing.urls"),
    ("calendar/", "headwater.exchange.calendars.urls"),
    ("desk/", "headwater.stewardship.urls"),
    ("set-up/", "headwater.stewardship.setting_up.urls"),
]


urlpatterns = [
    path("", views.root),
    path("health", views.health, name="health"),
    *i18n_patterns(
        path("", views.front, name="front"),
        path("home", views.home, name="home"),
        path("seat", views.switch_seat, name="switch_seat"),
        path("styleguide", TemplateView.as_view(template_name="headwater/styleguide.html")),
        path("account/", include("headwater.accounts.urls")),
        *[path(prefix, include(module)) for prefix, module in ROOMS],
    ),
]
