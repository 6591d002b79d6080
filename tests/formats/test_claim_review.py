"""Fact checks: one, many, within a page; what ratings come to; what is broken."""

import json

import pytest

from kg.formats.claim_review_rating import judged

REVIEW = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "url": "https://check.example/1",
    "claimReviewed": "Crime doubled",
    "datePublished": "2016-06-22T10:00:00Z",
    "author": {"@type": "Organization", "name": "Checkers"},
    "reviewRating": {"@type": "Rating", "ratingValue": "1", "bestRating": "5", "worstRating": "1", "alternateName": "False"},
    "itemReviewed": {
        "@type": "Claim",
        "author": {"@type": "Person", "name": "A Senator"},
        "datePublished": "2016-06-20",
        "appearance": {"@type": "OpinionNewsArticle", "url": "https://news.example/x"},
    },
}  # fmt: skip


@pytest.fixture
def taken(imported):
    return lambda data, name="a.json", **how: imported(data, name, **how)


def test_a_review_is_the_check_of_a_claim_that_its_author_asserts(kg, taken):
    assert taken(REVIEW).output == (
        "speakers: 1 new\nsources: 1 new\nevidence: 1 new\nclaims: 1 new\npositions: 1 new\n"
        "resolutions: 1 new\nkept in notes: rating (1), rated (1), by (1)\n"
        "kg undo takes it all back.\n"
    )
    claim = kg("claim", "show", "Crime doubled", "--json").json
    assert claim["outcome"] == "wrong"
    (check,) = claim["resolutions"]
    assert check["note"] == {"en": "rating: False\nrated: 1 of 1 to 5\nby: Checkers"}
    (position,) = claim["positions"]
    assert (position["stance"], position["said"]) == ("asserts", "2016-06-20")
    assert "nothing is to be changed" in taken(REVIEW).stderr


def test_lists_graphs_feeds_and_pages_hold_reviews(taken):
    other = REVIEW | {
        "claimReviewed": "地球是平的",
        "url": "https://check.example/2",
        "@type": ["ClaimReview"],
    }
    assert "claims: 2 new" in taken([REVIEW, other]).output
    assert "claims: 2 same" in taken({"@graph": [REVIEW, {"@type": "WebPage"}, other]}).output
    feed = {"@type": "DataFeed", "dataFeedElement": [{"item": [REVIEW, other]}]}
    assert "claims: 2 same" in taken(feed).output
    script = f'<script type="application/ld+json">{json.dumps(feed)}</script>'
    page = f"<html><script>var ClaimReview = '<b>';</script>{script}<p>x"
    assert "claims: 2 same" in taken(page, "a.html").output


WRAPPED = [
    "//<![CDATA[\n{}\n//]]>",
    "<![CDATA[{}]]>",
    "/*<![CDATA[*/ {} /*]]>*/",
    "<!--\n{}\n-->",
    "{};",
    "{}" + " " * 100_000 + "\n//\n]]>\n",
]


@pytest.mark.parametrize("wrapped", WRAPPED)
def test_what_old_pages_put_around_their_scripts_is_no_part_of_them(taken, wrapped):
    script = '<script type="application/ld+json; charset=utf-8">'
    page = f"<!doctype html>{script}{wrapped.replace('{}', json.dumps(REVIEW))}</script>"
    assert "claims: 1 new" in taken(page, "a.html").output


def test_quotes_may_be_escaped_and_names_have_the_prefix_of_their_vocabulary(kg, taken):
    escaped = json.dumps(REVIEW).replace('"', "&quot;")
    taken(f'<script type="application/ld+json">{escaped}</script>', "a.html")
    prefixed = {f"schema:{name.lstrip('@')}" if name[0] != "@" else name: value for name, value in REVIEW.items()}  # fmt: skip
    said = taken(prefixed | {"@type": "schema:ClaimReview"})
    assert "nothing is to be changed" in said.stderr


def test_everyone_who_claimed_it_is_a_speaker(kg, taken):
    people = [
        {"@type": "Person", "name": "Ann"},
        {"@type": "Organization", "name": "A Party"},
        "Bob",
    ]
    taken(REVIEW | {"itemReviewed": {"@type": "Claim", "author": people}})
    assert kg("speaker", "list").output == (
        "1  person        1 position  Ann\n"
        "2  organisation  1 position  A Party\n"
        "3  person        1 position  Bob\n"
    )


def test_a_day_on_which_it_was_said_after_another_review_stands_in_the_note(kg, taken):
    earlier = REVIEW | {
        "url": "https://check.example/2",
        "datePublished": "2015-01-02",
        "itemReviewed": {},
    }
    taken([REVIEW, earlier])
    claim = kg("claim", "show", "Crime doubled", "--json").json
    assert [one["decided"] for one in claim["resolutions"]] == ["2016-06-22", "2015-01-02"]
    assert [one["said"] for one in claim["positions"]] == [None]
    assert claim["note"] == {"en": "said: 2016-06-20"}


def test_several_reviews_of_a_statement_are_checks_of_one_claim(kg, taken):
    again = REVIEW | {
        "url": "https://other.example/",
        "datePublished": "2017-01-02",
        "reviewRating": {"alternateName": "Half True", "ratingValue": 3, "bestRating": 5, "worstRating": 1},
        "claimReviewed": "crime  doubled",
    }  # fmt: skip
    taken([REVIEW, again])
    claim = kg("claim", "show", "Crime doubled", "--json").json
    assert [(one["outcome"], one["fraction"]) for one in claim["resolutions"]] == [
        ("wrong", None),
        ("partly", 0.5),
    ]
    assert len(claim["positions"]) == 1


@pytest.mark.parametrize(
    ("words", "numbers", "outcome"),
    [
        ("TRUE", (None, None, None), ("right", None)),
        ("Pants on Fire!", (0, 0, 5), ("wrong", None)),
        ("Mostly-True", (4, 1, 5), ("partly", 0.75)),
        ("Four Pinocchios", (1, 1, 4), ("wrong", None)),
        ("Spin", (2, 1, 4), ("partly", 0.3333)),
        ("Spin", (1e308, 1, 4), ("unclear", None)),
        (None, (None, None, None), ("unclear", None)),
        ("属实", (None, None, None), ("right", None)),
    ],
)
def test_what_ratings_come_to(words, numbers, outcome):
    found, fraction = judged(words, *numbers)
    assert (found.value, fraction) == outcome


def test_what_is_not_said_is_not_made_up(kg, taken):
    bare = {"@type": "ClaimReview", "claimReviewed": "X", "reviewRating": {"alternateName": "True"}}
    said = taken([bare, {"@type": "ClaimReview"}]).output
    assert "- a.json[1]: The review does not say what it reviews." in said
    claim = kg("claim", "show", "X", "--json").json
    assert (claim["resolutions"], claim["positions"]) == ([], [])
    assert claim["note"] == {"en": "rating: True"}


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [
        ("a.html", '<p>\n<script type="application/ld+json">{"ClaimReview": </script>', "a.html:2: The page's JSON-LD is broken: Expecting value: line 1 column 16 (char 15). Mend it."),
        ("a.json", REVIEW | {"datePublished": "soon"}, "a.json.datePublished: 'soon' is not a date. Write a day as 2026-09-12, a month as 2026-09 or a year as 2026."),
        ("a.json", REVIEW | {"datePublished": "2016-02-31"}, "a.json.datePublished: There is no date 2016-02-31. Write a day as 2026-09-12, a month as 2026-09 or a year as 2026."),
        ("a.json", json.dumps(REVIEW)[:99], "a.json:1: It ends too early: Unterminated string starting at. Fetch it again, or mend it."),
        ("a.json", json.dumps(REVIEW, ensure_ascii=False).replace("Crime", "Cr\xe9me").encode("latin-1"), "a.json:1: The text is not UTF-8. Save it as UTF-8."),
    ],
)  # fmt: skip
def test_what_is_broken_is_named(taken, kg, name, data, error):
    ended = taken(data, name, exit_code=1)
    assert ended.stderr == f"Error: {error}\n"
    assert kg("claim", "list").output == ""


def test_what_is_written_is_read_again(kg, taken, home):
    taken([REVIEW, REVIEW | {"claimReviewed": "Trains are late", "url": "https://check.example/2", "reviewRating": {"alternateName": "Mostly true", "ratingValue": 4, "worstRating": 1, "bestRating": 5}}])  # fmt: skip
    kg("export", "out.json", "--format", "claimreview")
    told = [
        (one["statement"], [(r["outcome"], r["fraction"], r["decided"]) for r in one["resolutions"]],
         [(p["stance"], p["said"]) for p in one["positions"]])
        for one in (kg("claim", "show", n, "--json").json for n in (1, 2))
    ]  # fmt: skip
    kg("--database", "new.db", "init")
    kg("--database", "new.db", "import", "out.json")
    assert told == [
        (one["statement"], [(r["outcome"], r["fraction"], r["decided"]) for r in one["resolutions"]],
         [(p["stance"], p["said"]) for p in one["positions"]])
        for one in (kg("--database", "new.db", "claim", "show", n, "--json").json for n in (1, 2))
    ]  # fmt: skip


def test_where_else_it_appeared_and_what_its_author_does_stand_in_notes(kg, taken):
    item = {
        "@type": "Claim",
        "author": {"@type": "Person", "name": "Ann", "jobTitle": "Senator",
                   "sameAs": ["https://a.example/ann", "https://b.example/ann"]},
        "firstAppearance": {"url": "https://first.example/"},
        "appearance": [{"url": "https://news.example/x"}, {"url": "https://first.example/"}],
    }  # fmt: skip
    said = taken(REVIEW | {"itemReviewed": item})
    assert "appearance (1), job title (1), same as (1)" in said.output
    (source,) = kg("source", "list", "--json").json
    assert source["url"] == "https://first.example/"
    claim = kg("claim", "show", "Crime doubled", "--json").json
    assert claim["note"] == {"en": "appearance: https://news.example/x"}
    speaker = kg("speaker", "show", "Ann", "--json").json
    assert (speaker["url"], speaker["note"]) == (
        "https://a.example/ann",
        {"en": "job title: Senator\nsame as: https://b.example/ann"},
    )
    assert "nothing is to be changed" in taken(REVIEW | {"itemReviewed": item}).stderr


def test_entities_within_a_page_are_read_as_what_they_stand_for(kg, taken):
    told = json.dumps(REVIEW | {"claimReviewed": "R&amp;D &lt; 3 % &#8211; so"})
    taken(f'<script type="application/ld+json">{told}</script>', "a.html")
    assert [one["statement"] for one in kg("claim", "list", "--json").json] == [
        {"en": "R&D < 3 % – so"}
    ]


def test_entities_in_a_page_are_letters_and_addresses_stay_what_they_are(kg, taken):
    review = json.dumps(
        REVIEW
        | {
            "claimReviewed": "Bees &amp; wasps &#39;gone&#39;, says AT&T",
            "url": "https://check.example/?id=3&section=4&amp;copy=1",
        }
    )
    taken(f'<script type="application/ld+json">{review}</script>', "a.html")
    (claim,) = kg("claim", "list", "--json").json
    shown = kg("claim", "show", claim["id"], "--json").json
    assert shown["statement"]["en"] == "Bees & wasps 'gone', says AT&T"
    ((evidence,),) = [one["evidence"] for one in shown["resolutions"]]
    assert evidence["url"] == "https://check.example/?id=3&section=4&copy=1"
