"""Lists and graphs of a notebook in Python: kg.api.listing and kg.api.analysing."""

import networkx as nx
import pytest

from kg.api.conditions import selection
from kg.domain.dates import PartialDate
from kg.domain.selection import Selection
from kg.domain.vocabulary import ClaimKind, Stance
from kg.errors import Invalid, KgError, NotFound
from tests.api.comparing import sentence


class TestAsking:
    @pytest.mark.parametrize(
        ("conditions", "found"),
        [
            ({}, [1, 2]),
            ({"speakers": "Ada"}, [1]),
            ({"speakers": ["Ada", "Charles"]}, [1, 2]),
            ({"speakers": "charles", "stances": "disagrees"}, [1]),
            ({"speakers": None, "kinds": "fact"}, [2]),
            ({"kinds": ClaimKind.FACT}, [2]),
            ({"kinds": {"fact", "prediction"}}, [1, 2]),
            ({"concepts": ("o1",)}, [1]),
            ({"sources": "round table"}, [1]),
            ({"said_from": 2025}, [2]),
            ({"said_to": "2024-09"}, [1]),
            ({"due_to": PartialDate("2026-06")}, [1]),
            ({"outcomes": "overdue"}, [1]),
            ({"outcomes": ["right", "wrong"]}, []),
            ({"text": "数年"}, [1]),
            ({"around": 2}, [2]),
            ({"around": 1, "depth": 0}, [1]),
        ],
    )
    def test_conditions_are_written_as_people_do(self, book, conditions, found):
        assert [card["id"] for card in book.claims(**conditions)] == found

    @pytest.mark.parametrize(
        ("conditions", "said"),
        [
            ({"speaker": "Ada"}, "There is no condition 'speaker'. Did you mean speakers?"),
            ({"colour": "red"}, "There is no condition 'colour'. There are words, phrases, "),
            ({"outcomes": "rigth"}, "'rigth' is no outcome. Write open, overdue, right, "),
            ({"kinds": "facts"}, "'facts' is none of fact, cause, opinion, prediction, "),
            ({"said_from": "soon"}, "'soon' is not a date. Write a day as 2026-09-12, "),
            ({"speakers": "Ada Lovelace"}, "There is no speaker 'Ada Lovelace'."),
        ],
    )
    def test_conditions_that_cannot_be_meant_are_refused(self, book, conditions, said):
        with pytest.raises(KgError) as error:
            book.claims(**conditions)
        assert sentence(error).startswith(said)

    def test_a_selection_has_the_domain_s_values(self):
        assert selection(stances="asks", said_to="2024-9", depth=2) == Selection(
            stances=(Stance.ASKS,), said_to=PartialDate("2024-09"), depth=2
        )
        assert selection().everything

    def test_one_thing_is_had_by_any_of_its_keys(self, book):
        card = book.claim(1)
        assert book.claim(card["uid"]) == book.claim("it takes years") == card
        assert book.prediction(book.prediction(1)["uid"])["claims"] == [card["uid"]]
        with pytest.raises(NotFound):
            book.claim("nothing like it")

    def test_the_views_of_arguments_are_what_the_commands_show(self, book, kg):
        for words, card in (
            (["compare", "Ada", "Charles"], book.compare("Ada", "Charles")),
            (
                ["compare", "Ada", "Charles", "about:o1", "--as-of", "2025"],
                book.compare("Ada", "Charles", concepts="o1", as_of=2025),
            ),
            (["changes", "Ada"], book.changes("Ada")),
            (["changes", "--as-of", "2025-02"], book.changes(as_of="2025-02")),
            (["steps", 1, "--depth", 1], book.steps(1, depth=1)),
            (["impact", 2], book.impact(2, as_of=None)),
        ):
            assert kg("--database", "book.db", *words, "--json").json == card

    def test_what_is_due_comes_first_that_is_overdue_longest(self, book, monkeypatch):
        book.predict(2, due="2025")
        book.predict(2)
        book.predict(2, due="2040")
        assert [(card["due"], card["state"]) for card in book.due()] == [
            ("2025", "overdue"),
            ("2026-06", "overdue"),
        ]
        assert [card["due"] for card in book.due(within=20_000)][2] == "2040"
        monkeypatch.setenv("KG_TODAY", "2039-12-31")
        assert [card["due"] for card in book.due(within=0)] == ["2025", "2026-06", None]

    def test_what_is_snoozed_waits_until_it_is_woken(self, book):
        assert [card["id"] for card in book.due()] == [1]
        assert book.snooze(1, "2090-01")["snoozed"] == "2090-01"
        assert book.due() == []
        assert book.history()[0]["command"] == "snooze 1 2090-01"
        assert book.snooze(1, None)["snoozed"] is None
        assert [card["id"] for card in book.due()] == [1]

    def test_what_is_amiss_is_told_as_the_command_line_tells_it(self, book):
        (*_, last) = book.lint()
        assert {type(value) for value in last.values()} == {int, str, dict}
        assert [one["code"] for one in book.lint("said:1900")] == []
        assert {one["gravity"] for one in book.lint(hints=False)} <= {"problem"}

    def test_what_hangs_on_claims_is_narrowed_with_them(self, book):
        book.resolve(1, "wrong", on="2025-06", evidence=["https://example.org/a"])

        def names(cards):
            return [card["names"]["en"] for card in cards]

        assert names(book.speakers(concepts="o1")) == ["Ada", "Charles"]
        assert names(book.speakers(kinds="fact")) == ["Charles"]
        assert names(book.concepts()) == ["o1"]
        assert names(book.concepts(kinds="fact")) == []
        assert [card["title"]["en"] for card in book.sources(speakers="Ada")] == ["Round table"]
        assert [card["url"] for card in book.evidence()] == ["https://example.org/a"]
        assert book.evidence(kinds="fact") == []
        assert [card["id"] for card in book.predictions(outcomes="wrong")] == [1]
        assert book.predictions(outcomes="right") == []


class TestGraphs:
    def test_the_three_graphs_are_networkx_graphs(self, book):
        assert isinstance(book.graph(), nx.MultiDiGraph)
        assert list(book.graph("speakers").edges) == [
            tuple(f"speaker:{card['uid']}" for card in book.speakers())
        ]
        assert len(book.graph("speakers", fewest=2).edges) == 0
        for refused in (
            lambda: book.graph("claims", fewest=2),
            lambda: book.graph("speakers", fewest=0),
            lambda: book.agreement(fewest=0),
        ):
            with pytest.raises(KgError):
                refused()
        assert [kind for _, kind in book.graph("concepts").nodes(data="label")] == ["o1"]
        assert len(book.graph(kinds="fact")) == 2

    def test_another_graph_is_refused(self, book):
        with pytest.raises(Invalid) as error:
            book.graph("claim")
        assert sentence(error) == (
            "There is no graph of 'claim'. Choose claims, speakers, concepts, camps."
        )
