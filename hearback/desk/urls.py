"""Addresses of the desk, in the order a day meets them."""

from django.urls import include, path

from hearback.desk.views import (
    application,
    arrivals,
    board,
    calls,
    conversation,
    documents,
    inbox,
    openings,
    outbox,
    replies,
    search,
    today,
)

app_name = "desk"

_case = "applications/<uuid:public_id>/"
_talk = "inbox/<uuid:public_id>/"

urlpatterns = [
    path("", today.today, name="today"),
    path("today/<slug:name>/", today.today_list, name="today_list"),
    path("inbox/", inbox.inbox, name="inbox"),
    path("inbox/replies/<uuid:letter_id>/undo/", replies.undo, name="reply_undo"),
    path("inbox/replies/<uuid:letter_id>/now/", replies.send_now, name="reply_now"),
    path("inbox/mails/<uuid:arrival_id>/", arrivals.raw, name="arrival"),
    path("inbox/mails/<uuid:arrival_id>/again/", arrivals.again, name="arrival_again"),
    path("inbox/mails/<uuid:arrival_id>/aside/", arrivals.aside, name="arrival_aside"),
    path(_talk, conversation.conversation, name="conversation"),
    path(f"{_talk}reply/", replies.reply, name="reply"),
    path(f"{_talk}draft/", replies.draft, name="draft"),
    path(f"{_talk}beside/", replies.beside, name="beside"),
    path(f"{_talk}done/", conversation.done, name="talk_done"),
    path(f"{_talk}snooze/", conversation.snooze, name="talk_snooze"),
    path(f"{_talk}wake/", conversation.wake, name="talk_wake"),
    path(f"{_talk}assign/", conversation.assign, name="talk_assign"),
    path(f"{_talk}note/", conversation.note, name="talk_note"),
    path(f"{_talk}link/", conversation.link, name="talk_link"),
    path(f"{_talk}files/<uuid:file_id>/", conversation.attachment, name="attachment"),
    path("calls/", calls.calls, name="calls"),
    path("calls/alarm/", calls.alarm, name="call_alarm"),
    path("calls/<int:promise_id>/ring/", calls.ring, name="call_ring"),
    path("calls/<int:promise_id>/outcome/", calls.outcome, name="call_outcome"),
    path(f"{_talk}call-back/", calls.conversation_call_back, name="conversation_call_back"),
    path("search/", search.find, name="search"),
    path("outbox/", outbox.outbox, name="outbox"),
    path("outbox/hold/", outbox.hold, name="outbox_hold"),
    path("outbox/release/", outbox.release, name="outbox_release"),
    path("outbox/<uuid:letter_id>/again/", outbox.again, name="letter_again"),
    path("outbox/<uuid:letter_id>/arrived/", outbox.arrived, name="letter_arrived"),
    path("outbox/<uuid:letter_id>/recall/", outbox.recall, name="letter_recall"),
    path("outbox/<uuid:letter_id>/aside/", outbox.aside, name="letter_aside"),
    path("openings/", openings.openings, name="openings"),
    path("openings/", include("hearback.careers.openings.urls")),
    path("openings/<slug:slug>/", board.board, name="board"),
    path("openings/<slug:slug>/brief/", openings.brief, name="opening_brief"),
    path("openings/<slug:slug>/people/", board.people, name="people"),
    path("openings/<slug:slug>/lanes/<int:stage_id>/", board.lane, name="lane"),
    path("openings/<slug:slug>/ended/<slug:state>/", board.ended, name="ended"),
    path(_case, application.application, name="application"),
    path(f"{_case}move/", application.move, name="move"),
    path(f"{_case}call/", application.call, name="call"),
    path(f"{_case}write/", replies.write_to, name="write_to"),
    path(f"{_case}call-back/", calls.call_back, name="call_back"),
    path(f"{_case}book-call/", calls.book_call, name="book_call"),
    path(f"{_case}hand-over/", application.hand_over, name="hand_over"),
    path(f"{_case}documents/<uuid:document_id>/", documents.document, name="document"),
    path(f"{_case}documents/<uuid:document_id>/pages/", documents.pages, name="document_pages"),
    path(
        f"{_case}documents/<uuid:document_id>/pages/<int:number>/",
        documents.page,
        name="document_page",
    ),
]
