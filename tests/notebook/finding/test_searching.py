"""Search over a whole notebook, in a file and on a server: kg.notebook.finding.searching."""

from math import log2

import pytest

from kg.domain.dates import PartialDate
from kg.domain.query import parse
from kg.notebook.finding import searching
from kg.store.models import (
    About,
    Citation,
    Concept,
    Evidence,
    Forecast,
    Link,
    Passage,
    Position,
    Prediction,
    Reading,
    Resolution,
    Source,
    Speaker,
    Turn,
)
from tests.notebook.asking import TODAY, refusal
from tests.notebook.finding.sought import claim, uid

Day = PartialDate

TEXT = """# Evening talk, 圆桌

Ann: 追赶「o1」模型要以年为单位。
Bob: Some months and a compiler in C++ will do.

(laughter)
"""


@pytest.fixture
def session(database):
    with database.transaction("a test") as session:
        yield session
        session.rollback()


def fill(session):
    """Two speakers, two concepts, a source with a text of two turns, and three claims."""
    ann = Speaker(uid=uid(), kind="person", names={"en": "Ann Lee", "zh": "李安"}, aliases=["阿安"])
    bob = Speaker(uid=uid(), kind="person", names={"en": "Bob"}, note={"en": "hosts the podcast"})
    o1 = Concept(
        uid=uid(), kind="model", names={"en": "OpenAI o1", "zh": "ｏ１模型"}, aliases=["草莓"]
    )
    gpt = Concept(uid=uid(), kind="model", names={"en": "ＧＰＴ－４ｏ"}, broader=o1)
    talk = Source(
        uid=uid(), kind="talk", title={"en": "Round table", "zh": "圆桌"}, publisher="极客公园"
    )
    talk.recorded, talk.passage = Day("2024-09"), Passage(text=TEXT)
    talk.turns = [turn(1, ann, "追赶", "。"), turn(2, bob, "Some", "do.")]
    first = claim(en="Catching up takes years", zh="追赶需要数年", fr="Rattraper prend des années")
    first.kind, first.tags, first.note = "prediction", ["pace"], {"en": "a vague horizon"}
    second, third = claim(en="GPT-4o is no reasoning model"), claim(zh="机器人的大脑会更可靠")
    session.add_all([ann, bob, gpt, talk, first, second, third])
    session.flush()
    position = Position(uid=uid(), claim=first, speaker=ann, stance="asserts", quote="以年为单位")
    position.source, position.turn, position.said = talk, talk.turns[0], Day("2024-09-14")
    position.note = {"en": "hesitates"}
    prediction = Prediction(uid=uid(), criteria={"en": "No peer before autumn"}, tags=[])
    prediction.horizon, prediction.due = "几年", Day("2025")
    forecast = Forecast(uid=uid(), prediction=prediction, speaker=ann, basis="verbal")
    forecast.middle, forecast.words = 0.9, "大概率"
    verdict = Resolution(
        uid=uid(),
        prediction=prediction,
        outcome="wrong",
        decided=Day("2026"),
        note={"en": "R1 came"},
    )
    report = Evidence(
        uid=uid(), title={"en": "A report"}, quote="levels off", published=Day("2025")
    )
    session.add_all(
        [
            position,
            Position(uid=uid(), claim=first, speaker=bob, stance="disagrees", quote="没那么久"),
            Position(uid=uid(), claim=second, speaker=bob, stance="asserts", said=Day("2025-03")),
            About(claim=first, concept=o1),
            About(claim=second, concept=gpt),
            prediction,
            Reading(prediction=prediction, claim=first),
            forecast,
            verdict,
            Citation(resolution=verdict, evidence=report, side="for"),
            Link(
                uid=uid(), from_claim=second, to_claim=first, kind="opposes", note={"en": "tension"}
            ),
        ]
    )
    session.flush()


def turn(number, speaker, first, last):
    begins = TEXT.index(first)
    ends = TEXT.index(last, begins) + len(last)
    return Turn(number=number, speaker=speaker, begins=begins, ends=ends)


def ask(session, query, **how):
    return searching.search(session, parse(query, TODAY), TODAY, **how)


def found(session, query):
    """The kinds and numbers of the hits, in order."""
    return [f"{hit.kind} {hit.row_id}" for hit in ask(session, query).hits]


def marked(hit):
    """The text of a hit, with its matches in « »."""
    text = hit.text
    for begins, ends in reversed(hit.matches):
        text = f"{text[:begins]}«{text[begins:ends]}»{text[ends:]}"
    return text


def test_words_are_found_wherever_they_stand_and_the_match_is_shown(session):
    fill(session)
    shown = {
        "takes": {"claim 1": "Catching up «takes» years"},
        "数年": {"claim 1": "追赶需要«数年»"},
        "année": {"claim 1": "Rattraper prend des «années»"},
        "horizon": {"claim 1": "a vague «horizon»"},
        "pace": {"claim 1": "«pace»"},
        "没那么": {"position 2": "«没那么»久"},
        "hesitate": {"position 1": "«hesitates»"},
        "autumn": {"prediction 1": "No peer before «autumn»"},
        "几": {"prediction 1": "«几»年"},
        "大概率": {"forecast 1": "«大概率»"},
        "came": {"resolution 1": "R1 «came»"},
        "level": {"evidence 1": "«levels» off"},
        "tension": {"link 1": "«tension»"},
        "lee": {"speaker 1": "Ann «Lee»"},
        "李": {"speaker 1": "«李»安"},
        "阿安": {"speaker 1": "«阿安»"},
        "podcast": {"speaker 2": "hosts the «podcast»"},
        "草莓": {"concept 1": "«草莓»"},
        "Round": {"source 1": "«Round» table"},
        "极客": {"source 1": "«极客»公园"},
        "单位": {"position 1": "以年为«单位»", "turn 1": "追赶「o1」模型要以年为«单位»。"},
        "compiler": {"turn 2": "Some months and a «compiler» in C++ will do."},
        "c++": {"turn 2": "Some months and a compiler in «C++» will do."},
        "laughter": {"passage 1": "(«laughter»)"},
        "evening": {"passage 1": "# «Evening» talk, 圆桌"},
    }
    assert {
        query: {f"{hit.kind} {hit.row_id}": marked(hit) for hit in ask(session, query).hits}
        for query in shown
    } == shown


def test_chinese_mixed_and_full_width_text_is_found(session):
    fill(session)
    for query, hits in {
        "机器": ["claim 3"],
        "器人": ["claim 3"],
        "人": ["claim 3"],
        "器的": [],
        "机人": [],
        "o1模型": ["concept 1", "turn 1"],
        "ｏ１模": ["concept 1", "turn 1"],
        "1模型": [],
        "gpt-4o": ["concept 2", "claim 2"],
        "ＧＰＴ－４ｏ": ["concept 2", "claim 2"],
        "GPT4o": [],
        "gpt": ["concept 2", "claim 2"],
        "GPT*": ["concept 2", "claim 2"],
        "ANNÉES": ["claim 1"],
        "annees": ["claim 1"],
        "圆桌": ["source 1", "passage 1"],
        "“圆桌”": ["source 1", "passage 1"],
    }.items():
        assert (query, found(session, query)) == (query, hits)


def test_a_hit_says_who_how_and_when(session):
    fill(session)

    def facts(query, **how):
        (hit, *_) = ask(session, query, **how).hits
        return hit.who, hit.how, hit.when, hit.claim_ids

    assert {query: facts(query) for query in ("takes", "hesitates", "没", "autumn", "大概率")} == {
        "takes": ("Ann Lee", "", "2024-09-14", (1,)),
        "hesitates": ("Ann Lee", "asserts", "2024-09-14", (1,)),
        "没": ("Bob", "disagrees", None, (1,)),
        "autumn": ("Ann Lee", "due 2025", None, (1,)),
        "大概率": ("Ann Lee", "", None, (1,)),
    }
    assert {query: facts(query) for query in ("came", "tension", "level", "lee", "podcast")} == {
        "came": ("", "wrong", "2026", (1,)),
        "tension": ("", "opposes", None, (1, 2)),
        "level": ("", "A report", "2025", ()),
        "lee": ("", "", None, ()),
        "podcast": ("", "Bob", None, ()),
    }
    assert facts("草莓") == ("", "OpenAI o1", None, ())
    assert facts("极客") == ("极客公园", "Round table", "2024-09", ())
    assert facts("compiler") == ("Bob", "Round table", "2024-09", ())
    assert facts("laughter", language="zh") == ("", "圆桌", "2024-09", ())
    assert facts("hesitates", language="zh")[0] == "李安"


def test_conditions_narrow_what_words_find(session):
    fill(session)
    for query, hits in {
        "takes kind:prediction": ["claim 1"],
        "takes kind:fact": [],
        "以年 speaker:李安": ["position 1", "turn 1"],
        "以年 speaker:Bob": [],
        "久 stance:disagrees": ["position 2"],
        "久 stance:asserts": [],
        "autumn due:..2025": ["prediction 1"],
        "autumn due:2026..": [],
        "autumn outcome:wrong": ["prediction 1"],
        "level outcome:wrong": ["evidence 1"],
        "level kind:fact": [],
        # What belongs to a claim comes before what stands apart.
        "gpt about:GPT-4o": ["claim 2", "concept 2"],
        "o1 about:草莓": ["concept 1", "turn 1"],
        "o1 about:GPT-4o": [],
        # A turn meets what asks for speakers, sources and dates by its own; else by its positions.
        "compiler speaker:Bob": ["turn 2"],
        "compiler -speaker:Bob": [],
        "o1模型 -speaker:Bob in:turn": ["turn 1"],
        "compiler source:圆桌 said:2024": ["turn 2"],
        "compiler said:2025": [],
        "compiler -said:2025": ["turn 2"],
        "compiler kind:fact": [],
        "模型 in:turn kind:prediction": ["turn 1"],
        # Nobody is known to say what stands between turns.
        "laughter speaker:Bob": [],
        "laughter -speaker:Bob": ["passage 1"],
        "laughter source:圆桌": ["passage 1"],
        "laughter tag:pace": [],
        # Places say where to look.
        "圆桌 in:source": ["source 1"],
        "圆桌 in:turn": ["passage 1"],
        "年 in:position": ["position 1"],
        "tension in:claim,position": [],
        # What is left out.
        "年 -单位 -几": [],
        "年 -几": ["turn 1"],
        "gpt -reasoning": ["concept 2"],
        '追赶 -"需要数年"': ["turn 1"],
    }.items():
        assert (query, found(session, query)) == (query, hits)


def test_without_words_the_claims_that_meet_the_conditions_are_found_the_newest_first(session):
    fill(session)
    for query, hits in {
        "about:草莓": ["claim 2", "claim 1"],
        "-speaker:李安": ["claim 3", "claim 2"],
        "-takes": ["claim 3", "claim 2"],
        "-takes kind:fact -gpt": ["claim 3"],
        "outcome:wrong": ["claim 1"],
        "near:1": ["claim 2", "claim 1"],
        "in:turn -compiler": ["claim 3", "claim 2", "claim 1"],
    }.items():
        assert (query, found(session, query)) == (query, hits)


def test_words_that_stand_apart_in_what_belongs_to_a_claim_find_it_last(session):
    fill(session)
    other = claim(en="takes place in autumn")
    session.add(other)
    session.flush()
    assert found(session, "takes autumn") == ["claim 4", "claim 1"]
    assert found(session, "takes 以年 圆桌 草莓 阿安") == ["claim 1"]
    assert found(session, "takes autumn -hesitates") == ["claim 4"]
    # Where places are given, each find has all the words there.
    assert found(session, "takes autumn in:claim,prediction") == ["claim 4"]


def test_nothing_to_look_for_is_refused(session):
    fill(session)
    for query in ("", "in:turn", "depth:3"):
        assert refusal(ask, session, query) == (
            "There is nothing to look for. Write a word, such as: kg search 通胀"
        )


def test_shorter_texts_come_first_and_rarer_words_score_higher(session):
    session.add_all(
        [
            claim(en="months and more months and more of them, in the end"),
            claim(en="months"),
            claim(en="it takes months"),
            *(claim(en=f"it takes {name}") for name in "abcdefgh"),
        ]
    )
    session.flush()
    assert found(session, "months") == ["claim 2", "claim 3", "claim 1"]
    score = {
        query: {hit.row_id: hit.score for hit in ask(session, query).hits}
        for query in ("takes", "months", "takes months")
    }
    assert score["months"][3] == pytest.approx(4 / (log2(2 + 3) * (1 + 3 / 50)))
    assert score["takes"][3] < score["months"][3]
    assert score["takes months"][3] == pytest.approx(score["takes"][3] + score["months"][3])


def test_statements_come_before_predictions_quotes_evidence_and_source_texts(session):
    ann = Speaker(uid=uid(), kind="person", names={"en": "Ann"}, aliases=[])
    row, other = claim(en="needle"), claim(en="Something else")
    talk = Source(uid=uid(), kind="talk", title={"en": "Talk"}, passage=Passage(text="needle"))
    session.add_all([talk, Evidence(uid=uid(), title={"en": "needle"}), row, other, ann])
    session.flush()
    prediction = Prediction(uid=uid(), statement={"en": "needle"}, tags=[])
    session.add_all(
        [
            Position(uid=uid(), claim=other, speaker=ann, stance="asserts", quote="needle"),
            Reading(prediction=prediction, claim=other),
            prediction,
            Source(uid=uid(), kind="talk", title={"en": "A needle"}),
        ]
    )
    session.flush()
    assert found(session, "needle") == [
        "claim 1",
        "prediction 1",
        "position 1",
        "source 2",
        "evidence 1",
        "passage 1",
    ]


def test_what_is_called_just_so_comes_before_all_else(session):
    fill(session)
    session.add_all([claim(en="Lee"), claim(en="Ann"), claim(zh="草莓"), claim(en="Ann Lee")])
    session.flush()
    assert found(session, "ann lee") == ["speaker 1", "claim 7", "claim 1"]
    assert found(session, '"Ann Lee"') == ["speaker 1", "claim 7"]
    assert found(session, "阿安") == ["speaker 1"]
    assert found(session, "草莓") == ["concept 1", "claim 6"]
    assert found(session, "ann") == ["claim 5", "claim 7", "speaker 1", "passage 1"]
    assert found(session, "草莓 kind:fact") == ["claim 6"]


def test_newer_ones_come_first_among_equals(session):
    session.add_all([claim(en="needle one"), claim(en="needle two")])
    session.flush()
    assert found(session, "needle") == ["claim 2", "claim 1"]


def test_what_belongs_to_a_claim_is_a_group_and_groups_are_limited(session):
    fill(session)
    groups = ask(session, "年").groups
    assert [[f"{hit.kind} {hit.row_id}" for hit in group] for group in groups] == [
        ["claim 1", "prediction 1", "position 1"],
        ["turn 1"],
    ]
    limited = ask(session, "年", limit=1)
    assert (limited.groups, limited.more) == (groups[:1], 1)
    assert ask(session, "年", limit=2).more == 0
    assert ask(session, "year", limit=0) == searching.Found([], 1)


def test_names_near_to_words_that_stand_nowhere_are_offered(session):
    fill(session)
    for query, names in {
        "Anne Lea": ["Ann Lee"],
        "takes opanai": [],
        "takes Ann-Lee": [],
        '"Rund table"': ["Round table"],
        "podcasd": [],
        "*": [],
        "🚀": [],
    }.items():
        assert (query, searching.near(session, parse(query, TODAY))) == (query, names)


def test_whether_a_notebook_has_anything_to_be_found(session):
    assert searching.is_empty(session)
    session.add(claim(en="words"))
    session.flush()
    assert not searching.is_empty(session)
