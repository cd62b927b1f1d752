"""Sign-in, sign-out, password and sessions: allauth's views under our own pages.

Only what an invited person needs is given an address; sign-up and reset by e-mail have none,
because a table must work without e-mail. Who forgot a password is invited anew.
"""

from __future__ import annotations

from allauth.account import views as account_views
from allauth.usersessions import views as session_views
from django.urls import path

from . import views

urlpatterns = [
    path("sign-in", account_views.login, name="account_login"),
    path("sign-out", account_views.logout, name="account_logout"),
    path("sign-in-again", account_views.reauthenticate, name="account_reauthenticate"),
    path("password", account_views.password_change, name="account_change_password"),
    path("password/set", views.no_such_page, name="account_set_password"),
    path("password/forgotten", views.forgotten, name="account_reset_password"),
    path("sign-up", views.no_such_page, name="account_signup"),
    path("inactive", account_views.account_inactive, name="account_inactive"),
    path("e-mail", views.no_such_page, name="account_email"),
    path("sessions", session_views.list_usersessions, name="usersessions_list"),
    path("invitation/<str:code>", views.invitation, name="accounts_invitation"),
]
