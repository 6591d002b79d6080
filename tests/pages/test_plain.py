"""The table for readers without JavaScript."""

from kg.pages.plain import plain_table

WORDS = {"agrees": "agrees", "disagrees": "disagrees", "asks": "asks", "opinion": "opinion"}
WORDS |= {"speakers_1": "1 speaker", "speakers_n": "{n} speakers"}


def who(*positions):
    card = {
        "uid": "c",
        "statement": {"en": "It rains"},
        "kind": "opinion",
        "outcome": None,
        "predictions": [],
        "positions": [
            {"speaker": speaker, "stance": stance, "quote": None} for speaker, stance in positions
        ],
    }
    speakers = [{"uid": f"s{n}", "names": {"en": f"S{n}"}} for n in range(30)]
    (row,) = plain_table({"claims": [card], "speakers": speakers}, {}, WORDS, "en").rows
    return [(one["name"], one["stance"]) for one in row["who"]]


def test_few_speakers_are_named_with_all_that_they_said():
    assert who(("s1", "agrees"), ("s2", "disagrees"), ("s1", "disagrees")) == [
        ("S1", "agrees"),
        ("S2", "disagrees"),
        ("S1", "disagrees"),
    ]


def test_very_many_are_counted_once_each_by_what_they_said_in_the_end():
    turned = [(f"s{n}", stance) for n in range(29) for stance in ("agrees", "disagrees", "asks")]
    assert who(*turned, ("s29", "agrees")) == [
        ("1 speaker", "agrees"),
        ("29 speakers", "disagrees"),
    ]
