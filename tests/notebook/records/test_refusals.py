"""What cannot be taken in, and what is said of it."""

import pytest
from sqlalchemy import select

from kg.store.models import Resolution
from tests.notebook.asking import refusal
from tests.notebook.records.records import CLAIM, REPORT, WHOLE, YAN, in_list, position
from tests.notebook.taking_in import planned, take_in
from tests.store.contents import (
    contents,
)


class TestWhatCannotBe:
    def base(self, **prediction):
        return {
            "speakers": [YAN],
            "evidence": [REPORT],
            "claims": [CLAIM],
            "predictions": [{"id": "p1", "claims": ["c1"], **prediction}],
        }

    @pytest.mark.parametrize(
        ("prediction", "message"),
        [
            (
                {"opens": "2026-09", "due": "2026-08-31"},
                "due: It would be due 2026-08-31, before it opens 2026-09. Correct one.",
            ),
            ({"due": "2026-02-30"}, None),
            (
                {
                    "forecasts": [
                        {
                            "speaker": "yan",
                            "basis": "stated",
                            "probability": {"low": 0.5, "middle": 0.4, "high": 0.6},
                        }
                    ]
                },
                "forecasts[0].probability: 0.5, 0.4, 0.6 do not rise. Order them.",
            ),
            (
                {"resolutions": [{"outcome": "right", "fraction": 0.5, "decided": "2026"}]},
                "resolutions[0].fraction: Only what came true partly has a fraction. Leave it out.",
            ),
            (
                {
                    "resolutions": [
                        {
                            "outcome": "right",
                            "decided": "2026",
                            "evidence": ["report", {"evidence": "report", "side": "against"}],
                        }
                    ]
                },
                "resolutions[0].evidence[1]: 'report' cannot speak for the outcome and against it. "
                "Name it once.",
            ),
            ({"claims": []}, "A prediction is a reading of a claim. Name its claims."),
        ],
    )
    def test_a_prediction_is_refused_with_its_reason(self, session, prediction, message):
        said = refusal(planned, session, self.base(**prediction))
        place = "file at predictions[0]"
        if message is None:
            assert said.startswith(f"{place}.due: There is no date 2026-02-30.")
        elif message.startswith("A prediction"):
            assert said == f"{place}: {message}"
        else:
            assert said == f"{place}.{message}"

    @pytest.mark.parametrize(
        ("opens", "due"),
        [("2026-09", "2026"), ("2026-09", "2026-09-01"), ("2026", "2026"), (None, "2026")],
    )
    def test_a_window_may_close_within_what_is_known_of_its_opening(self, session, opens, due):
        take_in(session, self.base(opens=opens, due=due))
        take_in(session, self.base())

    def test_a_change_is_judged_with_what_stays(self, session):
        verdict = {"outcome": "partly", "fraction": 0.5, "decided": "2026"}
        take_in(session, self.base(opens="2026", resolutions=[verdict]))
        assert refusal(planned, session, in_list("predictions", {"id": "p1", "due": "2025"})) == (
            "file at predictions[0].due: It would be due 2025, before it opens 2026. Correct one."
        )
        assert refusal(planned, session, in_list("predictions", {"id": "p1", "claims": []})) == (
            "file at predictions[0]: A prediction is a reading of a claim. Name its claims."
        )
        verdict = {"outcome": "wrong", "decided": "2026"}
        assert refusal(
            planned, session, in_list("predictions", {"id": "p1", "resolutions": [verdict]})
        ) == (
            "file at predictions[0].resolutions[0].fraction: "
            "Only what came true partly has a fraction. Write fraction: null."
        )
        verdict["fraction"] = None
        take_in(session, in_list("predictions", {"id": "p1", "resolutions": [verdict]}))
        row = session.scalars(select(Resolution)).one()
        assert [str(row.outcome), row.fraction] == ["wrong", None]

    def test_a_claim_is_not_linked_to_itself(self, session):
        lists = {"claims": [CLAIM], "links": [{"from": "c1", "kind": "opposes", "to": "c1"}]}
        assert refusal(planned, session, lists) == (
            "file at links[0].to: A claim cannot be linked to itself. Name two claims."
        )

    @pytest.mark.parametrize(
        ("claim", "message"),
        [
            ({"statement": "  "}, "statement: The statement is empty. Write at least one word."),
            (
                {"statement": {"en": "x", "zh": "\u200b"}},
                "statement: The statement is empty. Write at least one word.",
            ),
            (
                {"note": "a\x1bb"},
                "note: The note has a control character (U+001B) at place 2. Take it out.",
            ),
            (
                {"tags": ["ok", "a\ud800"]},
                "tags: The tags has a control character (U+D800) at place 2. Take it out.",
            ),
        ],
    )
    def test_a_text_that_cannot_be_is_refused_with_its_field(self, session, claim, message):
        said = refusal(planned, session, in_list("claims", CLAIM | claim))
        assert said == f"file at claims[0].{message}"

    def test_nothing_is_taken_in_of_a_file_with_one_mistake(self, notebook):
        def import_():
            with notebook.transaction("import") as session:
                take_in(session, WHOLE, in_list("claims", position(speaker="Zoe") | {"id": "c9"}))

        assert "There is no speaker 'Zoe'" in refusal(import_)
        with notebook.read() as session:
            assert contents(session) == {}
