"""The addresses of referrals: the page of whoever was thought of, and the team's."""

from django.urls import path

from hearback.relations import views

app_name = "relations"
urlpatterns = [
    path("asked/<str:token>/", views.asked, name="asked"),
    path("desk/referrals/", views.referrals, name="referrals"),
    path("desk/referrals/new/", views.refer, name="refer"),
]
