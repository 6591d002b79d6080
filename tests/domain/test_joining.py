import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.domain.joining import joined


def claim(statement, tags=(), note=None, kind="opinion"):
    return {"kind": kind, "statement": statement, "tags": list(tags), "note": note}


def speaker(names, aliases=(), url=None, note=None, kind="person"):
    return {"kind": kind, "names": names, "aliases": list(aliases), "url": url, "note": note}


@pytest.mark.parametrize(
    ("table", "kept", "other", "changed"),
    [
        ("claim", claim({"en": "Years"}), claim({"en": "years!"}), {}),
        (
            "claim",
            claim({"en": "Years"}, ["a"], {"en": "seen"}),
            claim({"zh": "数年"}, ["b", "a"], {"en": "heard", "fr": "vu"}),
            {
                "statement": {"en": "Years", "zh": "数年"},
                "tags": ["a", "b"],
                "note": {"en": "seen\n\nheard", "fr": "vu"},
            },
        ),
        (
            "claim",
            claim({"en": "Years", "zh": "数年"}),
            claim({"en": "Decades", "zh": "几十年"}),
            {"note": {"en": "Also: Decades", "zh": "又作：几十年"}},
        ),
        (
            "speaker",
            speaker({"en": "Yan"}, ["YAN Shuicheng"], "https://a.org"),
            speaker({"en": "Yan Shuicheng", "zh": "颜水成"}, ["S. Yan"], "https://b.org"),
            {
                "names": {"en": "Yan", "zh": "颜水成"},
                "aliases": ["YAN Shuicheng", "S. Yan"],
                "note": {"en": "Also: https://b.org"},
            },
        ),
        (
            "concept",
            speaker({"en": "o1"}, kind="concept"),
            speaker({"en": "o1-preview"}, url="https://a.org", kind="system"),
            {"aliases": ["o1-preview"], "url": "https://a.org", "kind": "system"},
        ),
        (
            "concept",
            speaker({"en": "o1"}, kind="paper"),
            speaker({"en": "O1"}, kind="system"),
            {},
        ),
    ],
)
def test_what_is_missing_is_filled_and_what_differs_is_kept(table, kept, other, changed):
    assert joined(table, kept, other) == changed


words = st.sampled_from(["Years", "years.", "Decades", "数年", "Yan", "颜水成"])
wordings = st.dictionaries(st.sampled_from(["en", "zh"]), words, min_size=1)
speakers = st.builds(
    speaker,
    wordings,
    st.lists(words, max_size=2, unique=True),
    st.none() | st.sampled_from(["https://a.org", "https://b.org"]),
    st.none() | wordings,
)
claims = st.builds(claim, wordings, st.lists(words, max_size=2, unique=True), st.none() | wordings)


@given(pair=st.tuples(speakers, speakers), table=st.sampled_from(["speaker", "concept"]))
def test_joining_again_changes_nothing_and_every_name_is_kept(pair, table):
    kept, other = pair
    whole = kept | joined(table, kept, other)
    assert joined(table, whole, other) == {}
    assert joined(table, whole, whole) == {}


@given(kept=claims, other=claims)
def test_joining_a_claim_again_changes_nothing_and_loses_no_words(kept, other):
    whole = kept | joined("claim", kept, other)
    assert joined("claim", whole, other) == {}
    said = str([whole["statement"], whole["note"]])
    for text in (*kept["statement"].values(), *other["statement"].values()):
        assert text.rstrip(".").lower() in said.lower()
    assert set(whole["tags"]) == {*kept["tags"], *other["tags"]}
