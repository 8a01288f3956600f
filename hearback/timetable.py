"""Everything that happens by the clock, on one page; each line asks for what is due by now."""

from procrastinate.contrib.django import app

from hearback.answers.actions import finish_closings, write_running_batches
from hearback.careers.actions import (
    add_missing_texts,
    forget_codes,
    forget_drafts,
    read_documents,
    send_links,
)
from hearback.channels import settling
from hearback.channels.doors import imap
from hearback.channels.tasks import send_chats, send_due
from hearback.clients.actions import end_meetings
from hearback.feedback.following.actions import follow_up
from hearback.inbox.actions import read_waiting_texts
from hearback.inbox.book.actions import ask_to_confirm
from hearback.inbox.callbacks.actions import alarm_calls
from hearback.inbox.consents.actions import end_what_is_over as end_consents
from hearback.inbox.tasks import read_arrivals
from hearback.insights.actions import count_what_is_due
from hearback.insights.cells.renew import renew_all
from hearback.insights.digest.actions import send_digests
from hearback.insights.worth.actions import keep_sums
from hearback.interviews.asked.actions import ask_all_after
from hearback.interviews.booking.actions import offer_freed
from hearback.interviews.calendars.actions import read_due as read_calendars_due
from hearback.interviews.checking import actions as still_open
from hearback.interviews.checking.tasks import stop
from hearback.interviews.day import actions as day
from hearback.interviews.kits.actions import tend_scorecards
from hearback.interviews.packs.actions import send_packs
from hearback.kit import clock, housekeeping
from hearback.ledger.actions import sweep
from hearback.relations.actions import tend_referrals
from hearback.relations.customers.actions import forget_notices, match_anew, read_files
from hearback.relations.friends.actions import reward_friends
from hearback.relations.pool.actions import forget_old_letters
from hearback.surveys import actions as surveys

# Every task is state-based and may run late, twice or in two places: it takes what is due and no
# more. The last field of each cron line counts seconds; times are UTC.


@app.periodic(cron="* * * * * */10")
@app.task(name="timetable.send_what_is_due", queue="letters")
def send_what_is_due(timestamp: int) -> None:  # noqa: ARG001  the queue passes when it was due
    """Letters whose moment has come, whose worker died, or whose bell was lost."""
    settling.rescue(now=clock.now())
    send_due()


@app.periodic(cron="* * * * * */10")
@app.task(name="timetable.send_chats", queue="letters")
def send_what_is_due_by_chat(timestamp: int) -> None:  # noqa: ARG001
    """The same by chat, beside the letters: a chat server that hangs must not hold them up."""
    send_chats()


@app.periodic(cron="* * * * * */10")
@app.task(name="timetable.read_mail", queue="arrivals")
def read_mail(timestamp: int) -> None:  # noqa: ARG001
    """Mail that came in and whose bell was lost, or whose reader died."""
    read_arrivals()


@app.periodic(cron="* * * * * */20")
@app.task(name="timetable.look_into_mailboxes", queue="mailboxes")
def look_into_mailboxes(timestamp: int) -> None:  # noqa: ARG001
    """New mail in the mailboxes we were told to read."""
    imap.look_into_mailboxes(clock=clock.now)


@app.periodic(cron="* * * * * */15")
@app.task(name="timetable.sweep_promises", queue="promises")
def sweep_promises(timestamp: int) -> None:  # noqa: ARG001
    """Promises to remind of, to escalate or to apologise for."""
    sweep(now=clock.now())


@app.periodic(cron="* * * * * */15")
@app.task(name="timetable.alarm_calls", queue="promises")
def alarm_booked_calls(timestamp: int) -> None:  # noqa: ARG001
    """Booked calls: ten minutes before, at the minute, and the stand-in five minutes later."""
    alarm_calls(now=clock.now())


@app.periodic(cron="* * * * *")
@app.task(name="timetable.scorecards", queue="promises")
def scorecards(timestamp: int) -> None:  # noqa: ARG001
    """Scorecards owed since their interviews ended, and those nobody needs any more."""
    tend_scorecards(now=clock.now())


@app.periodic(cron="* * * * * */30")
@app.task(name="timetable.ask_whether_open", queue="promises")
def ask_whether_open(timestamp: int) -> None:  # noqa: ARG001
    """Before interviews: is the job still open? Silence is told on, and stops a trip in time."""
    now = clock.now()
    still_open.plan_checks(now=now)
    still_open.ask_what_is_due(now=now)
    still_open.tell_of_silence(now=now)
    still_open.ring_unconfirmed(now=now)


@app.periodic(cron="* * * * * */30")
@app.task(name="timetable.follow_up_words", queue="promises")
def follow_up_words(timestamp: int) -> None:  # noqa: ARG001
    """Words we wait for: whom to remind now, and whom somebody has to ring."""
    follow_up(now=clock.now())


@app.periodic(cron="* * * * * */15")
@app.task(name="timetable.watch_the_day", queue="promises")
def watch_the_day(timestamp: int) -> None:  # noqa: ARG001
    """Interviews at which somebody waits alone, and those that are over."""
    day.ring_alarms(now=clock.now())
    day.end_what_is_over(now=clock.now())


@app.periodic(cron="* * * * * */30")
@app.task(name="timetable.end_meetings", queue="promises")
def end_client_meetings(timestamp: int) -> None:  # noqa: ARG001
    """Meetings with clients that are over, so that both sides are asked."""
    end_meetings(now=clock.now())


@app.periodic(cron="* * * * * */20")
@app.task(name="timetable.stop_interviews", queue="promises")
def stop_interviews(timestamp: int) -> None:  # noqa: ARG001
    """Interviews of openings that stopped, whose bell was lost or that slipped in."""
    still_open.freeze_slipped(now=clock.now())
    stop()


@app.periodic(cron="*/10 * * * *")
@app.task(name="timetable.ask_to_confirm_pages", queue="promises")
def ask_to_confirm_pages(timestamp: int) -> None:  # noqa: ARG001
    """Pages of the answer book nobody has vouched for in time."""
    ask_to_confirm(now=clock.now())


@app.periodic(cron="* * * * * */30")
@app.task(name="timetable.read_customers", queue="papers", queueing_lock="read_customers")
def read_customer_lists(timestamp: int) -> None:  # noqa: ARG001
    """Lists of customers whose bell was lost, or whose worker died."""
    read_files(clock=clock.now)


@app.periodic(cron="*/10 * * * *")
@app.task(name="timetable.end_consents", queue="promises")
def end_consents_over(timestamp: int) -> None:  # noqa: ARG001
    """Consents whose time is over."""
    end_consents(now=clock.now())


@app.periodic(cron="* * * * *")
@app.task(name="timetable.tend_referrals", queue="promises")
def tell_referrers(timestamp: int) -> None:  # noqa: ARG001
    """Colleagues who are to hear what came of whom they referred."""
    tend_referrals(now=clock.now())


@app.periodic(cron="* * * * *")
@app.task(name="timetable.reward_friends", queue="promises")
def reward_who_brought(timestamp: int) -> None:  # noqa: ARG001
    """Thanks to who brought somebody, and to who came."""
    reward_friends(now=clock.now())


@app.periodic(cron="* * * * * */30")
@app.task(name="timetable.ask_how_it_was", queue="promises")
def ask_how_it_was(timestamp: int) -> None:  # noqa: ARG001
    """Interviews that are over, or should be, and about which nobody was asked yet."""
    ask_all_after(now=clock.now())


@app.periodic(cron="* * * * *")
@app.task(name="timetable.ask_everybody", queue="letters")
def ask_everybody(timestamp: int) -> None:  # noqa: ARG001
    """People who had their receipt or their answer, and are asked how it was."""
    surveys.ask_what_is_due(clock=clock.now)


@app.periodic(cron="*/5 * * * *")
@app.task(name="timetable.count_opinions", queue="promises")
def count_opinions(timestamp: int) -> None:  # noqa: ARG001
    """What people said of us, and nobody can decide by any more."""
    surveys.count_opinions(now=clock.now())


@app.periodic(cron="* * * * *")
@app.task(name="timetable.help_prepare", queue="promises")
def help_prepare(timestamp: int) -> None:  # noqa: ARG001
    """What helps both sides of an interview prepare, two working days before."""
    send_packs(now=clock.now())


@app.periodic(cron="* * * * * */30")
@app.task(name="timetable.tend_batches", queue="letters")
def tend_batches(timestamp: int) -> None:  # noqa: ARG001
    """Letters of batches still to be written, and openings in which nobody waits any more."""
    write_running_batches(clock=clock.now)
    finish_closings(now=clock.now())


@app.periodic(cron="* * * * * */30")
@app.task(name="timetable.offer_freed_times", queue="promises")
def offer_freed_times(timestamp: int) -> None:  # noqa: ARG001
    """Times of interviews that came free, for those who would like to come earlier."""
    offer_freed(now=clock.now())


@app.periodic(cron="* * * * * */10")
@app.task(name="timetable.read_papers", queue="papers")
def read_papers(timestamp: int) -> None:  # noqa: ARG001
    """CVs to be read for search, and applications to be found by name."""
    read_documents(clock=clock.now)


@app.periodic(cron="* * * * * */30")
@app.task(name="timetable.send_lost_links", queue="letters")
def send_lost_links(timestamp: int) -> None:  # noqa: ARG001
    """Links asked for whose bell was lost."""
    send_links(now=clock.now())


@app.periodic(cron="* * * * * */30")
@app.task(name="timetable.read_texts", queue="letters")
def read_texts(timestamp: int) -> None:  # noqa: ARG001
    """Texts that were kept while something stood in the way of reading them."""
    read_waiting_texts(now=clock.now())


@app.periodic(cron="* * * * * */30")
@app.task(name="timetable.read_calendars", queue="calendars", queueing_lock="read_calendars")
def read_calendars(timestamp: int) -> None:  # noqa: ARG001
    """Members' calendars, each every ten minutes, and less often while it is in trouble."""
    read_calendars_due(clock=clock.now)


@app.periodic(cron="* * * * *")
@app.task(name="timetable.count_proofs", queue="papers", queueing_lock="count_proofs")
def count_proofs(timestamp: int) -> None:  # noqa: ARG001
    """What must never happen, counted anew; what takes long to count more rarely."""
    count_what_is_due(now=clock.now())


@app.periodic(cron="* * * * * */15")
@app.task(name="timetable.renew_cells", queue="papers", queueing_lock="renew_cells")
def renew_cells(timestamp: int) -> None:  # noqa: ARG001
    """Numbers of the insights: what was touched since is worked out anew."""
    renew_all()


@app.periodic(cron="* * * * * */15")
@app.task(name="timetable.keep_sums", queue="papers", queueing_lock="keep_sums")
def keep_sums_about_customers(timestamp: int) -> None:  # noqa: ARG001
    """Sums over all customers that take long to add up, and all of them after somebody's no."""
    keep_sums(now=clock.now())


@app.periodic(cron="*/10 * * * *")
@app.task(name="timetable.send_digests", queue="papers", queueing_lock="send_digests")
def send_weeks_in_figures(timestamp: int) -> None:  # noqa: ARG001
    """The week in figures, on Monday from eight on each reader's clock."""
    send_digests(now=clock.now())


@app.periodic(cron="40 * * * *")
@app.task(name="timetable.forget_unsent_forms", queue="papers")
def forget_unsent_forms(timestamp: int) -> None:  # noqa: ARG001
    """Files of forms nobody sent, and codes long over."""
    forget_drafts(now=clock.now())
    forget_codes(now=clock.now())


@app.periodic(cron="20 3 * * *")
@app.task(name="timetable.find_everybody", queue="papers")
def find_everybody(timestamp: int) -> None:  # noqa: ARG001
    """Applications that slipped past the look at the newest, such as a long import's."""
    add_missing_texts(look_everywhere=True)


@app.periodic(cron="10 4 * * *")
@app.task(name="timetable.keep_house", queue="papers")
def keep_house(timestamp: int) -> None:  # noqa: ARG001
    """Old counts, ended sessions, bells long rung; and a look for customers who slipped by."""
    housekeeping.forget(now=clock.now())
    match_anew(now=clock.now())
    forget_notices(now=clock.now())
    forget_old_letters(now=clock.now())
