"""Notebooks of every shape, as files would have them, come back as they were."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.domain.vocabulary import (
    Basis,
    ClaimKind,
    Confidence,
    Grade,
    LinkKind,
    Outcome,
    Side,
    SpeakerKind,
    Stance,
    Weight,
)
from tests.notebook.records.gathered import assert_whole
from tests.notebook.taking_in import planned, take_in
from tests.rig.quick import empty_notebook

short = st.text(
    alphabet=st.characters(exclude_categories=["Cc", "Cs", "Cn"]), min_size=1, max_size=12
).filter(lambda text: any(character.isalnum() for character in text))
codes = st.sampled_from(["en", "zh", "pt-BR"])
wordings = short | st.dictionaries(codes, short, min_size=1, max_size=2)
days = st.dates().map(lambda day: f"{day.year:04}-{day.month:02}-{day.day:02}")
dates = st.one_of(days, days.map(lambda day: day[:7]), days.map(lambda day: day[:4]))
urls = st.sampled_from(["https://e.org/a", "http://例子.中国/页?q=%20"])
shares = st.floats(0, 1)
tags = st.lists(short, max_size=2)


def maybe(strategy):
    return st.none() | strategy


def records_of(ids, **fields):
    """One record for each id."""
    return st.tuples(*(st.fixed_dictionaries({"id": st.just(uid)} | fields) for uid in ids)).map(
        list
    )


@st.composite
def notebooks(draw):
    def ids(letter, least=0):
        return [f"{letter}{number}" for number in range(draw(st.integers(least, 3)))]

    speakers, things, talks = ids("s", 1), ids("k"), ids("t")
    reports, said, read = ids("e"), ids("c", 1), ids("p")
    common = {"url": maybe(urls), "note": maybe(wordings)}

    def one_of(some):
        return st.sampled_from(some) if some else st.nothing()

    def some_of(some, least=0):
        return (
            st.lists(one_of(some), unique=True, min_size=least, max_size=3) if some else st.just([])
        )

    spread = (
        st.tuples(shares, shares, shares)
        .map(sorted)
        .map(lambda three: dict(zip(("low", "middle", "high"), three, strict=True)))
    )
    citation = st.fixed_dictionaries({"evidence": one_of(reports), "side": st.sampled_from(Side)})
    resolution = st.fixed_dictionaries(
        {
            "outcome": st.sampled_from(Outcome),
            "decided": dates,
            "confidence": maybe(st.sampled_from(Confidence)),
            "note": maybe(wordings),
            "evidence": st.lists(citation, max_size=2, unique_by=lambda one: one["evidence"])
            if reports
            else st.just([]),
            "withdrawn": maybe(dates),
            "withdrawn_because": maybe(short),
        }
    ).flatmap(
        lambda one: (
            st.just(one | {"withdrawn_because": one["withdrawn"] and one["withdrawn_because"]})
            if one["outcome"] != Outcome.PARTLY
            else maybe(shares).map(
                lambda fraction: one | {"fraction": fraction, "withdrawn_because": None}
            )
        )
    )
    place = (
        st.fixed_dictionaries({"source": one_of(talks), "turn": maybe(st.integers(0, 5))})
        if talks
        else st.just({})
    )
    position = st.builds(
        lambda one, where: one | where,
        st.fixed_dictionaries(
            {
                "speaker": one_of(speakers),
                "stance": st.sampled_from(Stance),
                "said": maybe(dates),
                "quote": maybe(short),
                "note": maybe(wordings),
            }
        ),
        st.just({}) | place,
    )
    forecast = st.fixed_dictionaries(
        {
            "speaker": one_of(speakers),
            "made": maybe(dates),
            "probability": maybe(shares | spread),
            "words": maybe(short),
            "basis": st.sampled_from(Basis),
            "scale": maybe(short),
            "note": maybe(wordings),
        }
    ).filter(lambda one: one["words"] is not None or one["probability"] is not None)
    turn = st.fixed_dictionaries(
        {
            "number": st.integers(0, 5),
            "section": maybe(short),
            "speaker": maybe(one_of(speakers)),
            "start": maybe(st.floats(0, 1e6)),
        }
    )
    named = {"names": wordings, "aliases": st.lists(short, max_size=2)}
    above = {uid: draw(maybe(one_of(things[:number]))) for number, uid in enumerate(things)}
    linked = draw(
        st.lists(
            st.tuples(one_of(said), st.sampled_from(LinkKind), one_of(said)),
            max_size=3,
            unique=True,
        )
    )
    predictions_ = draw(
        records_of(
            read,
            claims=some_of(said, 1),
            statement=maybe(wordings),
            criteria=maybe(wordings),
            horizon=maybe(short),
            due=maybe(dates),
            tags=tags,
            note=maybe(wordings),
            forecasts=st.lists(forecast, max_size=2),
            resolutions=st.lists(resolution, max_size=2),
        )
    )
    return {
        "speakers": draw(
            records_of(speakers, kind=st.sampled_from(SpeakerKind), **named, **common)
        ),
        "concepts": [
            record | {"broader": above[record["id"]]}
            for record in draw(records_of(things, kind=short, **named, **common))
        ],
        "sources": draw(
            records_of(
                talks,
                kind=short,
                title=wordings,
                publisher=maybe(short),
                published=maybe(dates),
                recorded=maybe(dates),
                language=maybe(codes),
                turns=st.lists(turn, max_size=2, unique_by=lambda one: one["number"]),
                **common,
            )
        ),
        "evidence": draw(
            records_of(
                reports,
                title=wordings,
                published=maybe(dates),
                quote=maybe(short),
                grade=maybe(st.sampled_from(Grade)),
                **common,
            )
        ),
        "claims": draw(
            records_of(
                said,
                kind=st.sampled_from(ClaimKind),
                weight=st.sampled_from(Weight),
                statement=wordings,
                about=some_of(things),
                tags=tags,
                note=maybe(wordings),
                positions=st.lists(position, max_size=3),
                resolutions=st.lists(resolution, max_size=1),
            )
        ),
        "links": [
            {"from": start, "kind": kind, "to": end, "by": draw(maybe(one_of(speakers)))}
            for start, kind, end in linked
            if start != end
        ],
        "predictions": predictions_,
    }


def assert_any_notebook_comes_back(lists, notebook):
    with notebook.transaction("import") as session:
        take_in(session, lists)
        assert planned(session, lists).nothing
        assert_whole(session)
        session.rollback()


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(notebooks())
def test_any_notebook_comes_back_as_it_was(lists):
    notebook = empty_notebook()
    assert_any_notebook_comes_back(lists, notebook)
    notebook.close()


def test_a_notebook_on_a_server_comes_back_as_it_was(postgres_url):
    from kg.store import database as databases

    notebook = databases.create(postgres_url)

    @settings(
        max_examples=5, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
    )
    @given(notebooks())
    def check(lists):
        assert_any_notebook_comes_back(lists, notebook)

    check()
    notebook.close()
