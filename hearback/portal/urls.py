"""Addresses opened by the link in a letter: the candidate's own, and a panelist's."""

from django.urls import path

from hearback.portal import views
from hearback.portal.agreed import views as agreed
from hearback.portal.asked import views as asked
from hearback.portal.calls import views as calls
from hearback.portal.circle import views as circle
from hearback.portal.day import views as day
from hearback.portal.forward import views as forward
from hearback.portal.friends import views as friends
from hearback.portal.in_touch import views as in_touch
from hearback.portal.interviews import files
from hearback.portal.interviews import views as interviews
from hearback.portal.orders import views as orders
from hearback.portal.prepare import views as prepare
from hearback.portal.review import views as review
from hearback.portal.said import views as said
from hearback.portal.seat import scorecard
from hearback.portal.seat import views as seat
from hearback.portal.word import views as word

app_name = "portal"
_mine = "status/<str:token>/"
_interview = f"{_mine}interviews/<uuid:public_id>/"
_seat = "seat/<str:token>/"
_review = "review/<str:token>/"
urlpatterns = [
    path("status/", views.lost, name="lost"),
    path(_mine, views.status, name="status"),
    path(f"{_mine}ask/", views.ask, name="ask"),
    path(f"{_mine}language/", views.language, name="language"),
    path(f"{_mine}friend/", views.friend, name="friend"),
    path(f"{_mine}friends/", friends.friends, name="friends"),
    path(f"{_mine}withdraw/", views.withdraw, name="withdraw"),
    path(f"{_mine}details/", views.details, name="details"),
    path(f"{_mine}in-touch/", in_touch.in_touch, name="in_touch"),
    path(f"{_mine}call/", calls.call, name="call"),
    path(f"{_mine}keen/<uuid:subject>/", circle.keen, name="keen"),
    path(f"{_mine}feedback/", circle.feedback, name="feedback"),
    path(f"{_mine}agreed/<uuid:public_id>/back/", agreed.back, name="agreed_back"),
    path(f"{_mine}said/<slug:moment>/", said.said, name="said"),
    path(f"{_mine}said/<slug:moment>/<int:score>/", said.said, name="said_score"),
    path(f"{_mine}orders/", orders.orders, name="orders"),
    path(f"{_mine}orders/<uuid:public_id>/lift/", orders.lift, name="order_lift"),
    path(f"{_mine}orders/<slug:kind>/", orders.order, name="order"),
    path(f"{_mine}forward/<uuid:public_id>/", forward.forward, name="forward"),
    path(_interview, interviews.interview, name="interview"),
    path(f"{_interview}times/", interviews.times, name="interview_times"),
    path(f"{_interview}other/", interviews.other, name="interview_other"),
    path(f"{_interview}off/", interviews.off, name="interview_off"),
    path(f"{_interview}wishes/", interviews.wishes, name="interview_wishes"),
    path(f"{_interview}day.pdf", files.paper, name="interview_paper"),
    path(f"{_interview}day.ics", files.calendar_entry, name="interview_entry"),
    path(_review, review.review, name="review"),
    path(f"{_review}papers/<uuid:document_id>/", review.paper, name="review_paper"),
    path(
        f"{_review}papers/<uuid:document_id>/pages/<int:number>/",
        review.paper_page,
        name="review_page",
    ),
    path(_seat, seat.seat, name="seat"),
    path(f"{_interview}prepare/", prepare.candidate, name="interview_prepare"),
    path(f"{_seat}scorecard/", scorecard.scorecard, name="seat_scorecard"),
    path(f"{_seat}scorecard/keep/", scorecard.keep, name="seat_keep"),
    path(f"{_interview}after/", asked.interview_after, name="interview_after"),
    path(f"{_seat}prepare/", prepare.seat, name="seat_prepare"),
    path(f"{_interview}here/", day.guest_here, name="interview_here"),
    path(f"{_seat}here/", day.host_here, name="seat_here"),
    path(f"{_seat}after/", asked.seat_after, name="seat_after"),
    path("word/<str:token>/", word.word, name="word"),
]
