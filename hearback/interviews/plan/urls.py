"""Addresses of the plan, under the desk."""

from django.urls import path

from hearback.interviews.plan.views import brief_page, rooms, rounds

app_name = "plan"

_opening = "openings/<slug:slug>/interviews/"
_round = "rounds/<uuid:public_id>/"

urlpatterns = [
    path(f"{_opening}new/", rounds.new_round, name="round_new"),
    path(f"{_opening}take-over/", rounds.take_over, name="take_over"),
    path(f"{_opening}brief/", brief_page.brief_page, name="brief_page"),
    path(_round, rounds.edit_round, name="round"),
    path(f"{_round}move/", rounds.move_round, name="round_move"),
    path(f"{_round}remove/", rounds.remove_round, name="round_remove"),
    path(f"{_round}open/", rounds.open_round, name="round_open"),
    path(f"{_round}rest/", rounds.rest_round, name="round_rest"),
    path("settings/rooms/", rooms.rooms, name="rooms"),
    path("settings/rooms/<int:pk>/", rooms.room, name="room"),
    path("settings/rooms/<int:pk>/retire/", rooms.retire_room, name="room_retire"),
    path("settings/rooms/<int:pk>/back/", rooms.bring_room_back, name="room_back"),
    path("settings/rooms/<int:pk>/remove/", rooms.remove_room, name="room_remove"),
    path("settings/interviewers/", rooms.limits, name="limits"),
]
