"""What would break a rule of the notebook when two come together is settled, and told."""

import shutil

import pytest

# They name files.
pytestmark = pytest.mark.file


@pytest.fixture
def pair(kg, home):
    """Runs kg on Ann's notebook, or with `ben` on Ben's copy of it, which `part` makes."""

    class Pair:
        def ann(self, *words, **more):
            return kg(*words, **more)

        def ben(self, *words, **more):
            return kg("--database", "ben.db", *words, **more)

        def part(self):
            shutil.copy("notebook.db", "ben.db")

        def sound(self):
            """Whether both are, and what Ann has goes into an empty notebook."""
            for who in (self.ann, self.ben):
                assert who("doctor").exit_code == 0
            kg("export", "all.yaml")
            kg("--database", "new.db", "init")
            kg("--database", "new.db", "import", "all.yaml")
            assert kg("--database", "new.db", "doctor").exit_code == 0
            return True

    kg("init")
    return Pair()


def told(said):
    """What a merge says, without its hint."""
    return said.output.removesuffix("kg undo takes it all back.\n")


HOLDS_ALL = "The notebook holds all of it already; nothing is to be changed.\n"


def test_what_is_said_anew_of_a_position_that_fell_together_is_kept_in_the_note(pair):
    pair.ann("add", "Prices fall", "--speaker", "Ada", "--said", "2026-11-01")
    pair.ann("add", "Prices go down", "--speaker", "Ada", "--said", "2026-11-01", "--new")
    pair.part()
    pair.ann("claim", "merge", 1, 2)
    pair.ben("source", "add", "Talk")
    pair.ben(
        *("position", "edit", 2, "--note", "She was sure", "--quote", "价格会下降"),
        *("--source", "Talk"),
    )
    assert told(pair.ann("merge", "ben.db", "--prefer", "newer")) == (
        "New: 1 source\n"
        "Changed here: 1\n"
        "- claim 1 (Prices fall), note (en): here «Also: Prices go down», there «nothing»\n"
        "Kept in what they became: 1\n"
        "- position (asserts, Ada, Prices fall) is part of position 1 (asserts, Ada, Prices "
        "fall). Said of it: note (en): She was sure; quote: 价格会下降\n"
        "Not kept: 1\n"
        "- position (asserts, Ada, Prices fall) is part of position 1 (asserts, Ada, Prices "
        "fall). Said of it: source: source (Talk)\n"
    )
    (position,) = pair.ann("claim", "show", 1, "--json").json["positions"]
    assert position["note"] == {"en": "She was sure", "zh": "原话：价格会下降"}
    assert pair.ann("merge", "ben.db", "--prefer", "newer").stderr == HOLDS_ALL
    pair.ben("merge", "notebook.db", "--prefer", "newer")
    assert pair.ben("claim", "show", 1, "--json").json["positions"][0]["note"] == position["note"]


def test_a_concept_merged_into_what_it_was_put_below_stands_below_nothing(pair):
    pair.ann("concept", "add", "prices")
    pair.ann("concept", "add", "inflation")
    pair.part()
    pair.ann("concept", "merge", "prices", "inflation")
    pair.ben("concept", "edit", "prices", "--broader", "inflation")
    said = told(pair.ann("merge", "ben.db"))
    assert said.endswith(
        "Settled, to keep the rules: 1\n"
        "- concept 1 (prices), broader: «nothing», not «concept 1 (prices)», for it would be "
        "broader than itself\n"
    )
    assert pair.ann("concept", "show", "prices", "--json").json["broader"] is None
    assert pair.ann("merge", "ben.db").stderr == HOLDS_ALL
    pair.ben("merge", "notebook.db")
    assert pair.sound()


def test_of_concepts_each_put_below_the_other_the_later_counts_for_both(pair):
    pair.ann("concept", "add", "prices")
    pair.ann("concept", "add", "inflation")
    pair.part()
    pair.ann("concept", "edit", "prices", "--broader", "inflation")
    pair.ben("concept", "edit", "inflation", "--broader", "prices")
    assert told(pair.ann("merge", "ben.db")).endswith(
        "Settled, to keep the rules: 1\n"
        "- concept 1 (prices), broader: «nothing», not «concept 2 (inflation)», for it would be "
        "broader than itself\n"
    )
    pair.ben("merge", "notebook.db")
    for who in (pair.ann, pair.ben):
        found = {
            one["names"]["en"]: one["broader"] for one in who("concept", "list", "--json").json
        }
        assert found["prices"] is None
        assert found["inflation"] is not None
    assert pair.ann("merge", "ben.db").stderr == HOLDS_ALL
    assert pair.sound()


def test_a_prediction_of_which_each_removed_a_claim_keeps_the_one_that_went_last(pair):
    pair.ann("add", "Prices fall", "--speaker", "Ada", "--said", "2026-11-01")
    pair.ann("add", "Wages rise", "--speaker", "Ada", "--said", "2026-11-01")
    pair.ann("predict", 1, 2, "--by", "2027")
    pair.part()
    pair.ann("claim", "remove", 1)
    pair.ben("claim", "remove", 2)
    assert told(pair.ann("merge", "ben.db")) == (
        "Removed on one side, and there all the same: 2\n"
        "- claim 2 (Wages rise)\n"
        "- position 2 (asserts, Ada, Wages rise)\n"
    )
    pair.ben("merge", "notebook.db")
    for who in (pair.ann, pair.ben):
        assert who("claim", "list").output == "2  Ada  Wages rise [open]\n"
    assert pair.ann("merge", "ben.db").stderr == HOLDS_ALL
    assert pair.sound()


def test_a_verdict_that_is_older_than_what_it_judges_now_is_withdrawn(pair):
    pair.ann("add", "Prices fall", "--speaker", "Ada", "--said", "2025", "--kind", "fact")
    pair.part()
    pair.ann("position", "edit", 1, "--said", "2026-10-01")
    pair.ben("claim", "check", 1, "right", "--on", "2026-05-01")
    assert told(pair.ann("merge", "ben.db")).endswith(
        "Settled, to keep the rules: 1\n"
        "- resolution (Prices fall), withdrawn and withdrawn because: «2026-05-01, What it "
        "judges was said on 2026-10-01, after it was decided.», not «nothing», for what it judges "
        "was said on 2026-10-01\n"
    )
    (verdict,) = pair.ann("claim", "show", 1, "--json").json["resolutions"]
    assert verdict["withdrawn"] == "2026-05-01"
    pair.ben("merge", "notebook.db")
    assert pair.ann("merge", "ben.db").stderr == HOLDS_ALL
    assert pair.sound()


def test_of_two_views_of_one_name_the_later_gets_a_number(pair):
    pair.ann("add", "Prices fall", "--speaker", "Ada")
    pair.part()
    pair.ann("view", "add", "Money", "text:prices")
    pair.ben("view", "add", "money", "text:wages")
    assert told(pair.ann("merge", "ben.db")).endswith(
        "Settled, to keep the rules: 1\n"
        "- view, name: «money (2)», not «money», for another view has that name\n"
    )
    pair.ben("merge", "notebook.db")
    for who in (pair.ann, pair.ben):
        names = sorted(one["name"] for one in who("view", "list", "--json").json)
        assert names == ["Money", "money (2)"]
    assert pair.ann("merge", "ben.db").stderr == HOLDS_ALL
    assert pair.sound()


def test_where_each_took_away_the_words_that_the_other_left_both_stay(kg, home):
    whole = "kg: 1\nclaims:\n- {id: c1, kind: fact, statement: {en: Prices fall, zh: 价格下跌}}\n"
    (home / "all.yaml").write_text(whole, "utf-8")
    kg("init")
    kg("import", "all.yaml")
    shutil.copy("notebook.db", "ben.db")
    for place, words in (("notebook.db", "en: Prices fall"), ("ben.db", "zh: 价格下跌")):
        (home / "one.yaml").write_text(
            f"kg: 1\nclaims:\n- {{id: c1, kind: fact, statement: {{{words}}}}}\n", "utf-8"
        )
        kg("--database", place, "import", "one.yaml")
    kg("merge", "ben.db")
    both = {"en": "Prices fall", "zh": "价格下跌"}
    assert kg("claim", "show", 1, "--json").json["statement"] == both
    assert kg("merge", "ben.db").stderr == HOLDS_ALL


@pytest.mark.parametrize(
    ("again", "withdrawn"),
    # The second stands, and what it replaced does not count; or both are too old.
    [("2026-11-01", [None, None]), ("2026-06-01", ["2026-05-01", "2026-06-01"])],
)
def test_of_several_verdicts_the_one_that_counts_is_looked_at(pair, again, withdrawn):
    pair.ann("add", "Prices fall", "--speaker", "Ada", "--said", "2025", "--kind", "fact")
    pair.part()
    pair.ann("position", "edit", 1, "--said", "2026-10-01")
    pair.ben("claim", "check", 1, "right", "--on", "2026-05-01")
    pair.ben("claim", "check", 1, "wrong", "--on", again, "--reason", "A slip")
    pair.ann("merge", "ben.db")
    verdicts = pair.ann("claim", "show", 1, "--json").json["resolutions"]
    assert [one["withdrawn"] for one in verdicts] == withdrawn
    pair.ben("merge", "notebook.db")
    assert pair.ann("merge", "ben.db").stderr == HOLDS_ALL
    assert pair.sound()
    # Only what counts keeps what is said from moving behind it.
    pair.ann("position", "edit", 1, "--said", "2026-10-02")
