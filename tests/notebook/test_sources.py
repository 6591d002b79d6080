import pytest

from kg.notebook import claims, positions, sources
from kg.notebook.finding import find
from kg.notebook.showing.cards import source_cards
from kg.store.models import Passage, Position, Turn
from tests.notebook.asking import TODAY, refusal


def test_a_source_has_a_title_dates_and_a_text(session):
    sources.add(
        session,
        {"zh": "圆桌", "en": "Round\n table"},
        kind="recording",
        publisher="Someone",
        url="https://example.org/talk",
        published="2024-09-20",
        recorded="2024-9",
        language="zh",
        note="a note",
        text="  **以年为单位** \n",
        uid="talk",
    )
    assert source_cards(session) == [
        {
            "id": 1,
            "uid": "talk",
            "kind": "recording",
            "title": {"zh": "圆桌", "en": "Round table"},
            "publisher": "Someone",
            "url": "https://example.org/talk",
            "published": "2024-09-20",
            "recorded": "2024-09",
            "language": "zh",
            "note": {"en": "a note"},
        }
    ]
    assert session.get_one(Passage, 1).text == "**以年为单位**"


@pytest.mark.parametrize(
    ("details", "message"),
    [
        ({"title": ""}, "The title is empty. Write at least one word."),
        ({"title": "x" * 2001}, "The title has 2,001 characters; 2,000 are allowed. Shorten it."),
        (
            {"title": "Talk", "recorded": "2024-02-30"},
            "There is no date 2024-02-30. "
            "Write a day as 2026-09-12, a month as 2026-09 or a year as 2026.",
        ),
        (
            {"title": "Talk", "text": "a\x00b"},
            "The text has a control character (U+0000) at place 2. Take it out.",
        ),
        ({"title": "Talk", "uid": "one"}, "'one' is the id of source 1 already. Give another."),
    ],
)
def test_what_cannot_be_a_source_is_refused(session, details, message):
    sources.add(session, "One", uid="one")
    assert refusal(sources.add, session, **details) == message


def test_an_address_that_is_unknown_becomes_a_source(session):
    url = "https://example.org/talk"
    row = sources.find_or_add(session, url)
    assert (row.title, row.url) == ({"en": url}, url)
    assert sources.find_or_add(session, url) is row
    assert sources.find_or_add(session, row) is row
    assert refusal(sources.find_or_add, session, "ftp://example.org") == (
        "'ftp://example.org' is not a web address. "
        "Write the whole of it, such as https://example.org/page."
    )


def test_a_title_that_is_nearly_a_known_one_is_taken_for_a_slip(session):
    sources.add(session, "Round table")
    assert refusal(sources.find_or_add, session, "Round tabel") == (
        "There is no source 'Round tabel'. Did you mean Round table? If it is a new one, say --new."
    )
    assert sources.find_or_add(session, "Round tabel", new=True).id == 2


def test_what_is_given_is_changed_and_the_rest_kept(session):
    sources.add(session, "Talk", publisher="Someone", recorded="2024")
    sources.edit(session, "Talk", title={"zh": "讲\n座"}, published="2025-01", publisher=None)
    (card,) = source_cards(session)
    assert card["title"] == {"en": "Talk", "zh": "讲 座"}
    assert (card["published"], card["recorded"], card["publisher"]) == ("2025-01", "2024", None)
    sources.edit(
        session, 1, url="https://e.org", language="en", note="n", kind="paper", recorded=None
    )
    (card,) = source_cards(session)
    assert [card[key] for key in ("url", "language", "note", "kind", "recorded")] == [
        *("https://e.org", "en", {"en": "n"}, "paper", None)
    ]
    sources.edit(session, 1, url=None, language=None, note=None, published=None)
    (card,) = source_cards(session)
    assert [card[key] for key in ("url", "language", "note", "published")] == [None] * 4


def test_quotes_are_anchored_in_a_first_text_and_stay_so_in_another(session):
    sources.add(session, "Talk")
    for quote in ("takes years", "nobody said so", None):
        claims.add(
            session, f"It takes {quote}", today=TODAY, speaker="Ann", source="Talk", quote=quote
        )
    anchors = lambda: [session.get_one(Position, number).anchor for number in (1, 2, 3)]  # noqa: E731 # short
    assert anchors() == [None, None, None]
    sources.edit(session, "Talk", text="It takes years.")
    first = [{"start": 3, "end": 14, "prefix": "It ", "suffix": "."}, None, None]
    assert anchors() == first
    # Whether they are still right is for kg verify to tell, and for a person to decide.
    sources.edit(session, "Talk", text="So it takes years.")
    assert anchors() == first
    sources.edit(session, "Talk", text="If nobody said so, nobody said so.")
    assert anchors() == first
    sources.edit(session, "Talk", text="Now nobody said so.")
    assert anchors()[1] == {"start": 4, "end": 18, "prefix": "Now ", "suffix": "."}
    assert session.query(Passage).count() == 1


def test_a_source_in_which_something_stands_stays(session):
    claims.add(session, "It takes years", today=TODAY, speaker="Ann", source="Talk", turn=1)
    assert refusal(sources.remove, session, "Talk") == (
        "1 position stands in «Talk». Remove those first: kg position list --source 1 shows them."
    )
    positions.take(session, 1, "Bob", "agrees", today=TODAY, source="Talk")
    assert refusal(sources.remove, session, "Talk") == (
        "2 positions stand in «Talk». Remove those first: kg position list --source 1 shows them."
    )
    for number in (1, 2):
        positions.remove(session, number)
    sources.remove(session, "Talk")
    assert session.query(Turn).count() == 0


def test_a_turn_is_added_when_it_is_not_known(session):
    talk = sources.add(session, "Talk")
    row = sources.turn(session, talk, 3, section=" one\n two ")
    assert (row.number, row.section, row.speaker) == (3, "one two", None)
    assert sources.turn(session, talk, 3, section="other") is row
    for number in (-1, 1_000_001):
        assert refusal(sources.turn, session, talk, number) == (
            f"{number} cannot be the number of a turn. Count them from 0 or 1."
        )


def test_a_turn_that_a_known_text_does_not_have_is_refused(session):
    talk = sources.add(session, "Talk", text="It takes years.")
    sources.turn(session, talk, 3)
    assert refusal(sources.turn, session, talk, 4) == "Talk has no turn 4. Its last is 3."


def test_sources_are_listed_the_latest_first(session):
    for title, recorded, published in (
        ("none", None, None),
        ("old", "2023-05", "2025"),
        ("new", None, "2024-01-02"),
        ("newest", "2024-02", None),
    ):
        sources.add(session, title, recorded=recorded, published=published)
    claims.add(session, "It takes years", today=TODAY, speaker="Ann", source="old")
    found = [(row.title["en"], number) for row, number in sources.listed(session)]
    assert found == [("newest", 0), ("new", 0), ("old", 1), ("none", 0)]


def test_a_source_is_meant_by_title_address_id_or_number(session):
    url = "https://example.org/talk"
    row = sources.add(session, {"zh": "圆桌", "en": "Round table"}, url=url, uid="talk")
    for key in ("圆桌", "ROUND table", url, f" {url} ", "talk", "1", 1, row):
        assert find.source(session, key) is row
    sources.add(session, "Another", url=url)
    assert refusal(find.source, session, url).startswith(
        f"2 sources have the address {url}. Say which by number: 1 (talk), 2 (another-"
    )
    assert refusal(find.source, session, "https://example.org") == (
        "There is no source 'https://example.org'. See kg source list."
    )


def test_an_address_that_is_nearly_a_known_one_is_not_a_new_source_by_itself(session):
    sources.add(session, "Talk", url="https://example.org/talk")
    near = "http://www.Example.org/talk/?utm_source=x"
    assert refusal(sources.find_or_add, session, near) == (
        "Source 1 (Talk) is at https://example.org/talk. "
        "Name it by its number, 1. If this is another one, say --new."
    )
    assert sources.find_or_add(session, " https://example.org/talk ").id == 1
    assert sources.find_or_add(session, near, new=True).id == 2
    found = sources.at_address(session, near)
    assert found is not None and found.id == 2
    assert sources.at_address(session, "https://example.org/other") is None
