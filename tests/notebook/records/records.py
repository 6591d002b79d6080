"""Records of a small notebook, from which tests begin."""

YAN = {"id": "yan", "names": {"zh": "颜水成", "en": "Yan Shuicheng"}, "aliases": ["Shuicheng"]}
O1 = {"id": "o1", "names": "OpenAI o1", "aliases": ["o1"], "kind": "system"}
TALK = {"id": "talk", "title": "Round table", "recorded": "2024-09-14"}
REPORT = {"id": "report", "title": "A report", "grade": "primary"}
OPPOSES = {"from": "c1", "kind": "opposes", "to": "c2"}
CLAIM = {"id": "c1", "kind": "prediction", "statement": {"en": "It takes years", "zh": "数年"}}

WHOLE: dict = {
    "speakers": [YAN],
    "concepts": [O1 | {"broader": "models"}, {"id": "models", "names": "Models"}],
    "sources": [TALK | {"turns": [{"number": 3, "section": "one", "speaker": "yan", "start": 4}]}],
    "evidence": [REPORT, {"id": "other", "title": "Another report"}],
    "claims": [
        CLAIM
        | {
            "about": ["o1", "Models"],
            "positions": [
                {
                    "speaker": "颜水成",
                    "stance": "asserts",
                    "said": "2024-09",
                    "source": "Round table",
                    "turn": 3,
                    "quote": "以年为单位",
                },
                {"speaker": "yan", "stance": "partly", "source": "talk", "turn": 4},
            ],
            "resolutions": [{"outcome": "partly", "fraction": 0.5, "decided": "2026"}],
        },
        {"id": "c2", "kind": "fact", "statement": "It takes months"},
    ],
    "links": [{"from": "c1", "kind": "depends on", "to": "c2", "by": "Shuicheng"}],
    "predictions": [
        {
            "id": "p1",
            "claims": ["c1", "c2"],
            "due": "2026",
            "forecasts": [
                {"speaker": "yan", "basis": "stated", "probability": 0.6},
                {
                    "speaker": "yan",
                    "basis": "verbal",
                    "words": "likely",
                    "probability": {"low": 0.5, "middle": 0.7, "high": 0.9},
                },
            ],
            "resolutions": [
                {
                    "outcome": "wrong",
                    "decided": "2026-02",
                    "evidence": ["report", {"evidence": "other", "side": "against"}],
                }
            ],
        }
    ],
}


def in_list(word, *some):
    return {word: list(some)}


def position(**details):
    return CLAIM | {"positions": [{"speaker": "yan", "stance": "asserts", **details}]}
