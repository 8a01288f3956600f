"""The demo's own addresses; routed only when HEARBACK_DEMO is on."""

from django.urls import path

from hearback.demo import views

app_name = "demo"
urlpatterns = [
    path("", views.who, name="who"),
    path("be/<int:pk>/", views.be, name="be"),
    path("clock/", views.move_clock, name="clock"),
    path("mailbox/", views.mailbox, name="mailbox"),
    path("mailbox/<str:name>/", views.letter, name="letter"),
    path("mailbox/<str:name>/html/", views.letter_html, name="letter_html"),
]
