"""The addresses of the team's pages about clients; one client's own page is the desk's."""

from django.urls import path

from hearback.clients.views import companies, meetings, people, submissions

app_name = "clients"
_client = "clients/<uuid:public_id>/"
_contact = "clients/contacts/<uuid:public_id>/"
_case = "applications/<uuid:public_id>/"
_submission = "submissions/<uuid:public_id>/"
_link = "review-links/<uuid:public_id>/"
_meeting = "meetings/<uuid:public_id>/"

urlpatterns = [
    path("clients/", companies.clients, name="clients"),
    path("clients/new/", companies.new, name="new"),
    path(f"{_client}edit/", companies.edit, name="edit"),
    path(f"{_client}end/", companies.end, name="end"),
    path(f"{_client}back/", companies.back, name="back"),
    path(f"{_client}contacts/new/", people.new, name="contact_new"),
    path(f"{_contact}edit/", people.edit, name="contact"),
    path(f"{_contact}no-chat/", people.no_chat, name="contact_no_chat"),
    path(f"{_contact}left/", people.left, name="contact_left"),
    path(f"{_case}put-forward/", submissions.put_forward, name="put_forward"),
    path(f"{_submission}show/", submissions.show, name="submission_show"),
    path(f"{_submission}end/", submissions.end, name="submission_end"),
    path(f"{_link}renew/", submissions.renew, name="link_renew"),
    path(f"{_link}close/", submissions.revoke, name="link_close"),
    path(f"{_case}meeting/", meetings.new, name="meeting_new"),
    path(f"{_meeting}move/", meetings.move, name="meeting_move"),
    path(f"{_meeting}off/", meetings.off, name="meeting_off"),
]
