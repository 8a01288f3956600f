"""Addresses of sign-in under the names allauth knows; pages we do not need are left out."""

from allauth.account import views
from django.urls import include, path

from hearback.team.views import door

urlpatterns = [
    path("sign-in/", views.login, name="account_login"),
    path("sign-in/forgotten/", door.forgotten, name="account_reset_password"),
    path("account/sign-out/", views.logout, name="account_logout"),
    path("account/inactive/", views.account_inactive, name="account_inactive"),
    path("account/sign-up/", views.signup, name="account_signup"),
    path("account/confirm/", views.reauthenticate, name="account_reauthenticate"),
    path("account/password/", views.password_change, name="account_change_password"),
    path("account/password/set/", views.password_set, name="account_set_password"),
    path("account/", include("allauth.mfa.urls")),
]
