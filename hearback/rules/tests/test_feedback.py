"""Feedback rests on evidence and never says what nobody may be told: for any points and words."""

# M25 M30

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearback.rules.feedback import MOST, Claim, Level, Point, Side, drafted, never_said, problems
from hearback.rules.phrases.listed import LISTED, words_of
from hearback.rules.tests.strategies import anything, is_quick

ALL_LISTED = [
    (language, topic, word)
    for language, topics in LISTED.items()
    for topic in topics
    for word in words_of(language, topic)
]
GOOD = Point("a:1", "Leading a team", 4, "You told how you led five people through a stock count.")
GAP = Point("b:1", "Planning a week", 1, "You had not planned rosters before.")
LANGUAGES = tuple(LISTED)

evidence = st.one_of(
    st.text(max_size=30),
    st.lists(
        st.sampled_from(["You planned", "a roster", "energy", "too old", "well.", "famille", "!"]),
        max_size=6,
    ).map(" ".join),
)
points = st.lists(
    st.builds(
        Point,
        key=st.integers(0, 99).map(str),
        criterion=st.sampled_from(["Leading a team", "Planning a week", "Counting stock", "Tills"]),
        level=st.integers(1, 4),
        evidence=evidence,
        is_must_have=st.booleans(),
    ),
    max_size=6,
    unique_by=lambda one: one.key,
)


def wrong(*claims: Claim, level: Level = Level.POINTS, language: str = "en") -> list[str]:
    grounds = {one.key: one.ground for one in (GOOD, GAP)}
    return [one.code for one in problems(claims, grounds, level=level, languages=[language])]


@given(points, st.sampled_from(Level), st.sampled_from(LANGUAGES))
def test_any_draft_passes_its_own_check_and_stays_within_its_level(
    known: list[Point], level: Level, language: str
) -> None:
    claims = drafted(known, level=level, languages=[language, "en"])
    for side in Side:
        assert sum(claim.side is side for claim in claims) <= MOST[level][side]
    if claims:
        grounds = {one.key: one.ground for one in known}
        assert problems(claims, grounds, level=level, languages=[language, "en"]) == []


@given(points)
def test_nobody_is_told_what_interviewers_differ_on(known: list[Point]) -> None:
    sides: dict[str, set[Side]] = {}
    for one in known:
        sides.setdefault(one.criterion, set()).add(one.side)
    by_key = {one.key: one for one in known}
    for claim in drafted(known, level=Level.POINTS, languages=["en"]):
        assert sides[by_key[claim.key].criterion] == {claim.side}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_listed_word_is_refused_with_the_word_named(language: str) -> None:
    for _language, _topic, word in (one for one in ALL_LISTED if one[0] == language):
        for said in (word, word.upper(), word.replace(" ", "\n  "), word.replace("'", "’")):
            found = {one.phrase: one for one in never_said(f"…: {said}, …", languages=[language])}
            assert word in str(found[word].sentence)


@given(anything, anything, st.sampled_from(ALL_LISTED))
def test_a_banned_word_is_found_wherever_it_stands(
    before: str, after: str, listed: tuple[str, str, str]
) -> None:
    language, _topic, word = listed
    text = f"{before[:200]} {word} {after[:200]}"
    assert never_said(text, languages=[language])
    claim = Claim(GOOD.key, Side.STRENGTH, text, vouched=True)
    assert wrong(claim, language=language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("You manage a household of brands and discourage shortcuts.", "en"),
        ("You listened to others and helped somebody else to count.", "en"),
        ("You accentuated the engaging parts and saved a folder.", "en"),
        ("Sie haben anderen zugehört und die Jungfernfahrt geplant.", "de"),
        ("Vous avez aidé d’autres personnes une fois à la caisse.", "fr"),
        ("Usted atendió a otra persona y ordenó la mayor parte.", "es"),
    ],
)
def test_whole_words_only_and_plain_praise_stands(text: str, language: str) -> None:
    assert never_said(text, languages=[language]) == []


def test_a_word_the_opening_itself_uses_may_be_said() -> None:
    text = "You told how you cared for children in a day nursery."
    assert never_said(text, languages=["en"])
    assert never_said(text, languages=["en"], opening="Nursery teacher\nCare for children") == []
    assert never_said("At your age.", languages=["en"], opening="Shop manager"), "no whole word"


def test_a_claim_needs_its_link_its_side_and_words_that_share_something() -> None:
    assert wrong(Claim(GOOD.key, Side.STRENGTH, GOOD.evidence)) == []
    assert wrong(Claim("", Side.STRENGTH, GOOD.evidence)) == ["unlinked"]
    assert wrong(Claim("gone:2", Side.STRENGTH, GOOD.evidence)) == ["unlinked"]
    assert wrong(Claim(GOOD.key, Side.GAP, GOOD.evidence)) == ["turned"]
    assert wrong(Claim(GOOD.key, Side.STRENGTH, "")) == ["empty"]
    assert wrong(Claim(GOOD.key, Side.STRENGTH, "You juggle well.")) == ["drifted"]
    assert wrong(Claim(GOOD.key, Side.STRENGTH, "You juggle well.", vouched=True)) == []
    assert wrong(Claim(GOOD.key, Side.STRENGTH, "You led people. Twice. Thrice.")) == ["too_long"]
    assert wrong(Claim(GOOD.key, Side.STRENGTH, "You led five people!")) == ["exclamation"]
    assert wrong() == ["nothing"]


def test_the_level_caps_what_is_said() -> None:
    good, gap = Claim(GOOD.key, Side.STRENGTH, GOOD.evidence), Claim(GAP.key, Side.GAP, "")
    said = Claim(GAP.key, Side.GAP, GAP.evidence)
    assert wrong(good, said) == []
    assert wrong(gap, level=Level.REASON) == []
    assert wrong(said, level=Level.REASON) == ["only_the_reason"]
    assert "only_the_reason" in wrong(good, gap, level=Level.REASON)
    assert "not_given" in wrong(gap, level=Level.NONE)
    assert wrong(good, good) == ["twice"]
    assert "too_many" in wrong(good, good, good)


@given(st.integers(1, 100_000))
def test_a_flood_is_read_quickly(times: int) -> None:
    assert is_quick(lambda: never_said("culture " * times, languages=LANGUAGES))
