"""Addresses of the team chapter: the door, members, settings."""

from django.urls import path

from hearback.team.views import about, away, door, members, places, policies, settings, stages

app_name = "team"

urlpatterns = [
    path("sign-in/link/<str:token>/", door.sign_in_link, name="sign_in_link"),
    path("sign-in/new-password/<str:token>/", door.new_password, name="new_password"),
    path("join/<str:token>/", door.invitation, name="invitation"),
    path("first-day/", door.first_day, name="first_day"),
    path("team/", members.members, name="members"),
    path("team/invite/", members.invite, name="invite"),
    path("team/me/about/", about.about_me, name="about_me"),
    path("team/me/about/test/", about.test, name="test_way"),
    path("team/me/hours/", members.my_hours, name="my_hours"),
    path("team/invitations/<uuid:public_id>/", members.invitation_link, name="invitation_link"),
    path("team/invitations/<uuid:public_id>/again/", members.invite_again, name="invite_again"),
    path("team/invitations/<uuid:public_id>/revoke/", members.revoke, name="revoke"),
    path("team/<int:pk>/", members.member, name="member"),
    path("team/<int:pk>/edit/", members.edit, name="edit"),
    path("team/<int:pk>/hours/", members.hours, name="hours"),
    path("team/<int:pk>/away/", away.go_away, name="go_away"),
    path("team/<int:pk>/away/<int:absence_id>/", away.away, name="away"),
    path("team/<int:pk>/away/<int:absence_id>/back/", away.stay_here, name="stay_here"),
    path("team/<int:pk>/hand-over/", away.hand_over, name="hand_over"),
    path("team/<int:pk>/leave/", away.leave, name="leave"),
    path("settings/", settings.settings, name="settings"),
    path("settings/organisation/", settings.organisation, name="organisation"),
    path("settings/teams/", settings.teams, name="teams"),
    path("settings/teams/<int:pk>/", settings.team, name="team"),
    path("settings/teams/<int:pk>/remove/", settings.remove_team, name="remove_team"),
    path("settings/places/", places.places, name="places"),
    path("settings/places/add/", places.add_place, name="add_place"),
    path("settings/places/<int:pk>/", places.place, name="place"),
    path("settings/places/<int:pk>/remove/", places.remove_place, name="remove_place"),
    path("settings/places/<int:pk>/closed/", places.close_on, name="close_on"),
    path("settings/places/<int:pk>/closed/<int:day_id>/remove/", places.open_on, name="open_on"),
    path("settings/promises/", policies.policies, name="policies"),
    path("settings/promises/add/", policies.add_policy, name="add_policy"),
    path("settings/promises/<int:pk>/", policies.policy, name="policy"),
    path("settings/promises/<int:pk>/default/", policies.make_default, name="make_default"),
    path("settings/promises/<int:pk>/remove/", policies.remove_policy, name="remove_policy"),
    path("settings/stages/", stages.stages, name="stages"),
    path("settings/stages/add/", stages.add_stage, name="add_stage"),
    path("settings/stages/<int:pk>/", stages.stage, name="stage"),
    path("settings/stages/<int:pk>/earlier/", stages.move_earlier, name="move_earlier"),
    path("settings/stages/<int:pk>/later/", stages.move_later, name="move_later"),
    path("settings/stages/<int:pk>/remove/", stages.remove_stage, name="remove_stage"),
]
