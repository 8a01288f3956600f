"""The addresses of referrals: the page of whoever was thought of, and the team's."""

from django.urls import path

from hearback.relations import views
from hearback.relations.pool import views as pool

app_name = "relations"
urlpatterns = [
    path("asked/<str:token>/", views.asked, name="asked"),
    path("in-touch/<str:token>/", pool.cut_short, name="in_touch"),
    path("in-touch/<str:token>/<uuid:public_id>/", pool.leave, name="leave"),
    path("desk/referrals/", views.referrals, name="referrals"),
    path("desk/referrals/new/", views.refer, name="refer"),
]
