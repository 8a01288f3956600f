"""The addresses of passing on: the page behind a link to the shop, and the desk's rules."""

from django.urls import path

from hearback.relations.friends import views

app_name = "friends"
urlpatterns = [
    path("friends/<str:code>/", views.shop, name="shop"),
    path("desk/offers/friends/", views.rules, name="rules"),
]
