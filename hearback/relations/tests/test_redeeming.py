"""Codes redeemed: at a till on a phone, by a webhook, by a list; counted, never by whom."""

# M34

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from standardwebhooks import Webhook

from hearback.kit.links import token
from hearback.ledger.models import Entry
from hearback.relations.models import Code, Till
from hearback.relations.offers import actions, queries
from hearback.relations.offers.kinds import CODE_REDEEMED
from hearback.relations.offers.queries import TILL
from hearback.relations.tests.makers import words_of
from hearback.relations.tests.offer_makers import code_of, running
from tests.at_once import at_once
from tests.cast import NOW, Cast, apply, make_cast
from tests.desk_visit import As, Moment

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
HOOK = "/api/offers/redeemed/"
A_DAY = timedelta(days=1)


def _till(as_: As, cast: Cast) -> str:
    """Omar makes a link for the shop; its path."""
    as_(cast.omar).post("/desk/offers/tills/", {"name": "Queen Street"})
    return f"/till/{token(TILL, Till.objects.get().public_id, 1)}/"


def _say(path: str, code: str, act: str = "look") -> Any:
    return Client().post(path, {"code": code, "act": act})


def test_a_till_looks_up_then_redeems_once(as_: As, cast: Cast) -> None:
    running(cast)
    typed = code_of(apply(cast)).lower().replace("-", " ")
    till = _till(as_, cast)
    assert "10 % off, until 31 December 2026" in words_of(_say(till, typed))
    assert not Code.objects.exclude(redeemed_at=None).exists()
    assert "Redeemed. It is worth 10 % off." in words_of(_say(till, typed, "redeem"))
    again = _say(till, typed, "redeem")
    assert again.status_code == 409
    assert "redeemed before: Tuesday 24 November, 10:00, Queen Street" in words_of(again)


def test_codes_of_ours_are_read_with_look_alike_signs(as_: As, cast: Cast) -> None:
    pool = running(cast, codes=0)
    actions.make_codes(pool=pool, count=30, by=cast.omar, now=NOW)
    pool.state = "running"
    pool.save()
    code = code_of(apply(cast))
    mistyped = code.replace("2", "Z").replace("5", "s").replace("8", "B").replace("-", "")
    assert _say(_till(as_, cast), mistyped, "redeem").status_code == 200
    assert len(code) == 17


def test_a_code_nobody_was_given_and_one_that_is_over_are_refused(
    as_: As, cast: Cast, moment: Moment
) -> None:
    running(cast, ends_on="2026-11-25")
    till, code = _till(as_, cast), code_of(apply(cast))
    assert "We know no such code" in words_of(_say(till, "Aut1-4", "redeem"))  # still free
    moment.now = NOW + 2 * A_DAY
    assert "good until 25 November 2026" in words_of(_say(till, code, "redeem"))


def test_wrong_tries_slow_down_and_then_a_right_one_waits_as_well(
    as_: As, cast: Cast, settings: Any
) -> None:
    settings.HEARBACK_RATE_LIMITS = True
    running(cast)
    till, code = _till(as_, cast), code_of(apply(cast))
    assert _say(till, code).status_code == 200
    for number in range(8):
        assert _say(till, f"GUESS-{number}").status_code == 409
    assert _say(till, "GUESS-9").status_code == 429
    held = _say(till, code, "redeem")
    assert held.status_code == 429
    assert "10 % off" not in words_of(held)


def test_a_link_taken_back_works_no_more_and_only_leads_make_one(as_: As, cast: Cast) -> None:
    till = _till(as_, cast)
    made = Till.objects.get()
    assert Client().get(till).status_code == 200
    assert as_(cast.susan).get("/desk/offers/tills/").status_code == 404
    as_(cast.omar).post(f"/desk/offers/tills/{made.public_id}/revoke/")
    assert Client().get(till).status_code == 404
    assert _say(till, "HARBOUR-1").status_code == 404


@pytest.mark.parametrize("turn", range(3))
def test_of_two_tills_at_once_one_redeems(turn: int) -> None:
    del turn
    cast = make_cast()
    running(cast)
    code = code_of(apply(cast))

    def redeem(where: str) -> object:
        return actions.redeem(typed=code, where=where, now=NOW)

    told = at_once(lambda: redeem("Queen Street"), lambda: redeem("Harbour"))
    stands = sorted(one.stand.value for one in told)  # type: ignore[attr-defined]
    assert stands == ["redeemed before", "redeemed now"]
    assert Entry.objects.filter(kind=CODE_REDEEMED.name).count() == 1


def test_the_same_press_twice_redeems_once_and_says_so(as_: As, cast: Cast) -> None:
    """A finger that taps twice must not read that the code was used up by somebody before."""
    running(cast)
    till, code = _till(as_, cast), code_of(apply(cast))
    pressed = _redeem_button(_say(till, code))
    answers = [Client().post(till, pressed) for _ in range(2)]
    assert [one.status_code for one in answers] == [200, 200]
    assert "Redeemed. It is worth 10 % off." in words_of(answers[0])
    assert "It is redeemed, and counted once." in words_of(answers[1])
    assert Entry.objects.filter(kind=CODE_REDEEMED.name).count() == 1
    assert _say(till, code, "redeem").status_code == 409


def test_a_code_typed_over_is_looked_at_before_it_is_redeemed(as_: As, cast: Cast) -> None:
    running(cast)
    till = _till(as_, cast)
    first, other = (code_of(apply(cast, name)) for name in ("Ana Moreau", "Bo Lee"))
    pressed = _redeem_button(_say(till, first)) | {"code": other}
    looked = Client().post(till, pressed)
    assert "Good: 10 % off" in words_of(looked)
    assert not Code.objects.exclude(redeemed_at=None).exists()
    Client().post(till, _redeem_button(looked))
    assert Code.objects.exclude(redeemed_at=None).get().code == other


def _redeem_button(page: Any) -> dict[str, str]:
    """What the button that redeems sends from this page."""
    html = page.content.decode()
    assert 'value="redeem"' in html
    fields = re.findall(r'<input type="(?:hidden|text)" name="(\w+)" value="([^"]*)"', html)
    return {**dict(fields), "act": "redeem"}


@pytest.mark.parametrize("turn", range(2))
def test_of_a_till_and_the_shop_at_once_one_redeems(
    as_: As, cast: Cast, settings: Any, turn: int
) -> None:
    del turn
    settings.HEARBACK_SHOP_SECRET = SECRET
    running(cast)
    till, code = _till(as_, cast), code_of(apply(cast))
    at_till, by_shop, again = at_once(
        lambda: _say(till, code, "redeem").status_code,
        lambda: _hook({"code": code}, number="msg_7").json()["codes"][0]["is"],
        lambda: _hook({"code": code}, number="msg_7").json()["codes"][0]["is"],
    )
    the_till = (200, {"redeemed before"})
    the_shop = (409, {"redeemed now", "told again"})
    assert (at_till, {by_shop, again}) in [the_till, the_shop]
    assert Code.objects.exclude(redeemed_at=None).count() == 1
    assert Entry.objects.filter(kind=CODE_REDEEMED.name).count() == 1


def _hook(body: object, *, number: str = "msg_1", secret: str = SECRET) -> Any:
    text = body if isinstance(body, str) else json.dumps(body)
    at = datetime.now(UTC)
    headers = {
        "webhook-id": number,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": Webhook(secret).sign(number, at, text),
    }
    return Client().post(HOOK, text, content_type="application/json", headers=headers)


def test_a_shop_tells_by_webhook_and_telling_it_again_counts_once(
    cast: Cast, settings: Any
) -> None:
    settings.HEARBACK_SHOP_SECRET = SECRET
    running(cast)
    code = code_of(apply(cast))
    told = {"where": "Online", "codes": [code, {"code": "NOBODY-1"}]}
    first = _hook(told).json()["codes"]
    assert [one["is"] for one in first] == ["redeemed now", "unknown"]
    assert _hook(told).json()["codes"][0]["is"] == "told again"
    assert _hook(told, number="msg_2").json()["codes"][0]["is"] == "redeemed before"
    assert Code.objects.get(redeemed_at__isnull=False).redeemed_where == "Online"


def test_a_webhook_that_is_not_signed_or_not_readable_is_refused(cast: Cast, settings: Any) -> None:
    running(cast)
    code = code_of(apply(cast))
    assert _hook({"code": code}).status_code == 403  # no shop is set
    settings.HEARBACK_SHOP_SECRET = SECRET
    other = "whsec_" + "QUJD" * 8
    assert _hook({"code": code}, secret=other).status_code == 403
    assert Client().post(HOOK, "{}", content_type="application/json").status_code == 403
    for odd in ("[1]", "{", '"x"', '{"code": 7}', '{"codes": []}', '{"codes": [[]]}'):
        assert _hook(odd).status_code == 400, odd
    assert not Code.objects.exclude(redeemed_at=None).exists()


def test_odd_codes_of_a_webhook_are_unknown_and_hold_up_nobody(cast: Cast, settings: Any) -> None:
    settings.HEARBACK_SHOP_SECRET = SECRET
    running(cast)
    code = code_of(apply(cast))
    odd = ["A\x00B", "\ud800", "X" * 100_000, "", "\u202e" * 50]
    told = _hook({"codes": [*odd, {"code": code, "where": "\x00\ud800\u202eOnline"}]})
    assert [one["is"] for one in told.json()["codes"]] == ["unknown"] * 5 + ["redeemed now"]
    assert Code.objects.exclude(redeemed_at=None).get().redeemed_where == "Online"
    assert _hook("[" * 100_000).status_code == 400


def test_a_webhook_with_a_long_number_is_known_again(cast: Cast, settings: Any) -> None:
    settings.HEARBACK_SHOP_SECRET = SECRET
    running(cast)
    told, number = {"code": code_of(apply(cast))}, "msg_" + "7" * 120
    says = [_hook(told, number=number).json()["codes"][0]["is"] for _ in range(2)]
    assert says == ["redeemed now", "told again"]


def test_a_list_longer_than_somebody_can_wait_for_is_refused_whole(as_: As, cast: Cast) -> None:
    running(cast)
    listed = code_of(apply(cast)) + "\nNOBODY-1" * 5_000
    sent = {"text": listed, "where": "Queen Street"}
    answer = as_(cast.omar).post("/desk/offers/redeemed/", sent)
    assert answer.status_code == 422
    assert "more than 5,000 lines. Please send them in parts." in words_of(answer)
    assert not Code.objects.exclude(redeemed_at=None).exists()


def test_of_very_many_lines_left_the_first_are_named_and_all_are_counted(
    as_: As, cast: Cast
) -> None:
    sent = {"text": "NOBODY-1\n" * 620, "where": "Queen Street"}
    page = words_of(as_(cast.omar).post("/desk/offers/redeemed/", sent))
    assert "620 lines were left" in page
    assert "120 more are not shown here." in page


def test_a_shops_list_is_counted_and_its_broken_lines_are_named(as_: As, cast: Cast) -> None:
    running(cast)
    codes = [code_of(apply(cast, name)) for name in ("Ana Moreau", "Bo Lee")]
    listed = f"code,where\n{codes[0]},Harbour\n=1+1\nNOBODY-1\n{codes[1]}\n"
    sent = {"text": listed, "where": "Queen Street"}
    page = words_of(as_(cast.omar).post("/desk/offers/redeemed/", sent))
    assert "2 counted now, 0 were counted before" in page
    assert "3 =1+1 It begins like a formula" in page
    assert "4 NOBODY-1 We gave no such code" in page
    again = words_of(as_(cast.omar).post("/desk/offers/redeemed/", sent))
    assert "0 counted now, 2 were counted before" in again
    where = Code.objects.exclude(redeemed_at=None).order_by("pk")
    assert list(where.values_list("redeemed_where", flat=True)) == ["Harbour", "Queen Street"]


def test_given_and_redeemed_are_counted_by_pool_and_month(cast: Cast) -> None:
    running(cast)
    for name in ("Ana Moreau", "Bo Lee"):
        apply(cast, name)
    code = Code.objects.filter(given_at__isnull=False).order_by("pk")[0].code
    actions.redeem(typed=code, where="Harbour", now=NOW + 10 * A_DAY)
    counted = queries.given_and_redeemed()
    assert [(one.month.month, one.given, one.redeemed) for one in counted] == [
        (11, 2, 0),
        (12, 0, 1),
    ]
    assert [one.given for one in queries.given_and_redeemed(until=NOW)] == []


def test_nobody_at_the_desk_reads_who_redeemed(as_: As, cast: Cast) -> None:
    running(cast)
    ana = apply(cast)
    actions.redeem(typed=code_of(ana), where="Harbour", now=NOW)
    entry = Entry.objects.get(kind=CODE_REDEEMED.name)
    assert (entry.application_id, entry.opening_id) == (None, None)
    for member in (cast.susan, cast.omar, cast.alex):
        for path in (f"/desk/applications/{ana.public_id}/", "/desk/", "/desk/offers/"):
            answer = as_(member).get(path)
            if answer.status_code == 200:
                assert "redeemed: " not in words_of(answer)
                assert "Harbour," not in words_of(answer)
