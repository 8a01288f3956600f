"""Service quality by whom, the cases behind a number, and everybody's own page."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import transaction

from hearback.accounts.models import Member
from hearback.inbox.orders.actions import set_order
from hearback.inbox.orders.checking import Wanted
from hearback.insights.cells.renew import renew_all
from hearback.insights.models import ScopeKind
from hearback.insights.service.figures import Seen
from hearback.insights.service.saying import range_of, value_of
from hearback.insights.service.wanted import WANTED
from hearback.interviews.kits.actions.owe import SCORECARD
from hearback.ledger.actions import keep, make_promise, plan_promise, release
from hearback.ledger.models import Promise, Promisee
from hearback.pipeline.models import Application, OrderKind
from hearback.rules.measures import share
from tests.cast import NOW, Cast, apply
from tests.desk_visit import As, Moment, as_, cast, moment

__all__ = ["as_", "cast", "moment"]

HOUR = timedelta(hours=1)
PAGE = "/desk/insights/service/"


def heard(cast: Cast, number: int, *, hours: int, by: Member | None = None) -> Application:
    """Somebody applied and was rung so many hours later; they are promised something more."""
    opening = cast.opening if by is None or by == cast.susan else cast.other_opening
    application = apply(cast, f"Person {number}", opening=opening)
    with transaction.atomic():
        promise = application.promises.get()
        beside = Promise.objects.get(pk=promise.pk)
        beside.pk, beside.promisee = None, "candidate"
        beside.due_at = NOW + timedelta(days=90)
        beside.save()
        at = NOW + hours * HOUR
        keep(promise=promise, evidence="a call", at=at, by=promise.owner, now=at)
    return application


@pytest.fixture
def served(cast: Cast, moment: Moment) -> Cast:
    """Susan kept six of eight, Jo two of two, and one more still waits with Jo."""
    for number in range(8):
        heard(cast, number, hours=3 if number < 6 else 60)
    for number in (8, 9):
        heard(cast, number, hours=2, by=cast.jo)
    apply(cast, "Person 10", opening=cast.other_opening)
    renew_all()
    moment.now = NOW + timedelta(days=3)
    return cast


# M38
def test_a_figure_says_of_how_many_its_range_what_it_means_and_that_it_leans(
    served: Cast, as_: As
) -> None:
    page = as_(served.omar).get(PAGE + "recruiter/", {"period": "all"}).content.decode()
    assert "Promises to candidates kept in time, of all whose moment is over." in page
    # Six of eight by themselves, leaning on eight of eleven as on twenty answers.
    assert "of 8" in page
    assert "on everybody’s" in page
    # Below five there is none.
    assert "Too few: 3, and a figure only from 5 up." in page
    rows = page[page.index("<tbody>") :]
    assert rows.index("Jo Lind") < rows.index("Omar Haddad") < rows.index("Susan Ito")


def test_what_is_open_beyond_its_moment_counts_as_broken(served: Cast, as_: As) -> None:
    page = as_(served.omar).get(f"{PAGE}recruiter/{served.jo.pk}/", {"period": "all"})
    assert "overdue now" in page.content.decode()


def test_the_cases_behind_a_number_are_one_click_away(served: Cast, as_: As) -> None:
    omar = as_(served.omar)
    page = omar.get(f"{PAGE}recruiter/{served.susan.pk}/", {"period": "all"}).content.decode()
    link = f"/desk/insights/cases/recruiter/{served.susan.pk}/kept/?of=kept_late&amp;period=all"
    assert link in page
    cases = omar.get(link.replace("&amp;", "&")).content.decode()
    assert "Person 6" in cases
    assert "Person 7" in cases
    assert "Person 5" not in cases


# M27
def test_a_case_that_is_not_the_readers_counts_and_is_not_named(served: Cast, as_: As) -> None:
    hidden = Application.objects.get(name="Person 6")
    order = set_order(
        application=hidden,
        wanted=Wanted(kind=OrderKind.PERSON, names=("Omar Haddad",)),
        by=served.susan,
        now=NOW,
    )
    order.bars.add(served.omar)
    path = f"/desk/insights/cases/recruiter/{served.susan.pk}/kept/?of=kept_late&period=all"
    page = as_(served.omar).get(path).content.decode()
    assert "Person 7" in page
    assert "Person 6" not in page
    assert "1 case on this page counts, but is not yours to see by name." in page
    # Analysts see numbers and no names at all.
    page = as_(served.nadia).get(path).content.decode()
    assert "2 cases on this page count" in page
    assert "Person 7" not in page


def test_the_list_of_cases_goes_on_page_by_page(cast: Cast, as_: As, moment: Moment) -> None:
    for number in range(60):
        apply(cast, f"Person {number:02}", now=NOW + number * timedelta(minutes=1))
    renew_all()
    moment.now = NOW + HOUR
    susan, path = as_(cast.susan), f"/desk/insights/cases/me/{cast.susan.pk}/first_answer/"
    first = susan.get(path, {"of": "waiting"}).content.decode()
    assert "Person 59" in first
    assert "Person 09" not in first
    place = first.split("after=", 1)[1].split('"', 1)[0]
    last = susan.get(path, {"of": "waiting", "after": place}).content.decode()
    assert "Person 09" in last
    assert "Person 10" not in last


def test_everybody_has_a_page_of_their_own_and_nobody_elses(served: Cast, as_: As) -> None:
    page = as_(served.susan).get("/desk/me/", {"period": "all"}).content.decode()
    assert "How I did, and what to try" in page
    assert "Everybody:" in page
    assert "Jo Lind" not in page
    assert as_(served.ben).get("/desk/me/").status_code == 200
    others = f"/desk/insights/cases/me/{served.jo.pk}/kept/"
    assert as_(served.susan).get(others).status_code == 404
    assert as_(served.susan).get(f"{PAGE}recruiter/{served.jo.pk}/").status_code == 404
    theirs = f"/desk/insights/cases/recruiter/{served.jo.pk}/kept/"
    assert as_(served.susan).get(theirs).status_code == 404


def test_the_numbers_come_as_a_file_no_spreadsheet_runs(served: Cast, as_: As) -> None:
    Member.objects.filter(pk=served.jo.pk).update(name="=HYPERLINK(1)")
    answer = as_(served.omar).get(PAGE + "recruiter/", {"as": "csv", "period": "all"})
    text = answer.content.decode("utf-8-sig")
    assert text.splitlines()[0] == (
        'Name,Figure,Value,Range from,Range to,Of how many,"Leans on all, %"'
    )
    assert "'=HYPERLINK(1)" in text
    assert "\n=HYPERLINK" not in text
    own = as_(served.susan).get("/desk/me/", {"as": "csv", "period": "all"})
    assert "Promises kept" in own.content.decode("utf-8-sig")


def test_an_address_somebody_made_up_is_no_page(served: Cast, as_: As) -> None:
    omar = as_(served.omar)
    for path in ("service/nobody/", "service/team/999999/", "cases/team/1/nothing/"):
        assert omar.get(f"/desk/insights/{path}").status_code == 404
    assert omar.get(PAGE, {"period": "x", "page": "y"}).status_code == 200


def test_every_number_of_everybody_leads_to_its_cases(served: Cast, as_: As) -> None:
    omar = as_(served.omar)
    page = omar.get(PAGE + "recruiter/", {"period": "all"}).content.decode()
    links = re.findall(r'<a href="(/desk/insights/cases/[^"]*)">', page)
    susans = [link for link in links if f"/recruiter/{served.susan.pk}/" in link]
    assert {link.split("/")[-2] for link in susans} == {"kept", "first_answer"}
    for link in links:
        assert "Person" in omar.get(link.replace("&amp;", "&")).content.decode()
    # From one list of cases every other outcome is a press away.
    kept = omar.get(susans[0].replace("&amp;", "&")).content.decode()
    for outcome in ("kept_late", "broken", "open", "overdue"):
        assert f'href="?of={outcome}&amp;period=all"' in kept


def test_what_somebody_has_to_do_leads_to_its_cases(served: Cast, as_: As) -> None:
    jo = as_(served.jo)
    page = jo.get("/desk/me/").content.decode()
    for link in (
        f"/desk/insights/cases/me/{served.jo.pk}/kept/?of=open&amp;period=all",
        f"/desk/insights/cases/me/{served.jo.pk}/first_answer/?of=waiting&amp;period=all",
    ):
        assert link in page
        assert "Person 10" in jo.get(link.replace("&amp;", "&")).content.decode()


def test_ones_own_page_says_truly_who_else_reads_it(served: Cast, as_: As) -> None:
    page = as_(served.susan).get("/desk/me/").content.decode()
    assert "Leads, administrators and analysts see the same figures of everybody" in page
    readers = [served.omar, served.alex, served.nadia]
    for member in Member.objects.filter(is_active=True):
        may = as_(member).get(f"{PAGE}recruiter/{served.susan.pk}/").status_code == 200
        assert may == (member in readers)


def test_an_age_says_what_became_of_all_it_is_of(served: Cast, as_: As) -> None:
    """Nobody withdraws from owing a scorecard, and those never filed lead to their cases too."""
    application = Application.objects.get(name="Person 10")
    for number in range(6):
        promise = plan_promise(
            owner=served.ben,
            what=SCORECARD,
            words="a scorecard",
            now=NOW,
            due_at=NOW + HOUR,
            application=application,
            promisee=Promisee.TEAM,
        )
        make_promise(by=served.susan, now=NOW, promise=promise)
        if number == 0:
            release(promise=promise, reason="Not needed.", by=served.susan, now=NOW + HOUR)
    renew_all()
    path = f"{PAGE}interviewer/{served.ben.pk}/"
    page = as_(served.omar).get(path, {"period": "all"}).content.decode()
    assert "of 6; 5 are still owed, 1 never came" in page
    assert "scorecard_age/?of=released&amp;period=all" in page
    assert "withdrew" not in page


def test_one_broken_in_hundreds_is_not_all_of_them() -> None:
    """A share is never rounded to all or to nothing when it is neither."""
    for count, said in ((400, "100 %"), (399, "over 99 %"), (1, "under 1 %"), (0, "0 %")):
        assert value_of(_kept(count, 400), now=NOW) == said
    assert range_of(_kept(0, 400)) == "range 0 % to 1 %, of 400"


def _kept(count: int, of: int) -> Seen:
    return Seen(WANTED["kept"], ScopeKind.ALL, share(count, of), {})
