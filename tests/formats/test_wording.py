"""Every way in which a record can be wrong, with the whole sentence that says so."""

import msgspec
import pytest

from kg.domain import records
from kg.formats.wording import explained

EMPTY = "It is empty. Write at least one word, or leave the field out."
NOTHING = "It is empty. Write something, or leave the field out."
SHARE = "Write 60 % as 0.6."
SEE = "See docs/notebook.md."
NUMBER = "reads as a number. Put it in quotes."
LONGER = "characters. Shorten it."
UNKNOWN = "is none of the words allowed here."


def claim(**fields):
    return {"claims": [{"id": "c1", **fields}]}


def position(**fields):
    return claim(positions=[{"speaker": "ada", "stance": "asserts", **fields}])


def prediction(**fields):
    return {"predictions": [{"id": "p1", **fields}]}


def forecast(**fields):
    return prediction(forecasts=[{"speaker": "ada", "basis": "stated", **fields}])


def resolution(**fields):
    return claim(resolutions=[{"outcome": "right", "decided": "2026", **fields}])


def source(**fields):
    return {"sources": [{"id": "s1", **fields}]}


def turn(**fields):
    return source(turns=[{"number": 1, **fields}])


IN_POSITION = "claims[0].positions[0]"
IN_FORECAST = "predictions[0].forecasts[0]"
IN_RESOLUTION = "claims[0].resolutions[0]"
IN_TURN = "sources[0].turns[0]"

CASES = [
    # Fields.
    ({"clams": []}, "", "There is no field 'clams' here. Did you mean claims?"),
    (
        claim(stetement="x"),
        "claims[0]",
        "There is no field 'stetement' here. Did you mean statement?",
    ),
    (position(speakr="x"), IN_POSITION, "There is no field 'speakr' here. Did you mean speaker?"),
    (
        forecast(probability={"low": 0.1, "middle": 0.2, "top": 0.3}),
        f"{IN_FORECAST}.probability",
        "There is no field 'top' here. There are low, middle and high.",
    ),
    (
        resolution(evidence=[{"evidence": "e1", "sides": "for"}]),
        f"{IN_RESOLUTION}.evidence[0]",
        "There is no field 'sides' here. Did you mean side?",
    ),
    (
        {"links": [{"form": "c1", "kind": "supports", "to": "c2"}]},
        "links[0]",
        "There is no field 'form' here. Did you mean from?",
    ),
    ({"claims": [{}]}, "claims[0]", "The field 'id' is missing. Add id: and what it is."),
    (
        claim(positions=[{"speaker": "ada"}]),
        IN_POSITION,
        "The field 'stance' is missing. Add stance: and what it is.",
    ),
    (
        forecast(probability={"low": 0.1}),
        f"{IN_FORECAST}.probability",
        "The field 'middle' is missing. Add middle: and what it is.",
    ),
    # Words of closed sets.
    (
        claim(kind="predicton"),
        "claims[0].kind",
        f"'predicton' {UNKNOWN} Write fact, cause, opinion, prediction or recommendation.",
    ),
    (
        position(stance="Agrees"),
        f"{IN_POSITION}.stance",
        f"'Agrees' {UNKNOWN} Write asserts, agrees, partly, disagrees or asks.",
    ),
    (
        {"links": [{"from": "a", "kind": "depends_on", "to": "b"}]},
        "links[0].kind",
        (
            f"'depends_on' {UNKNOWN} "
            "Write supports, opposes, qualifies, depends on, restates or elaborates."
        ),
    ),
    (
        {"evidence": [{"id": "e1", "grade": "hearsay"}]},
        "evidence[0].grade",
        f"'hearsay' {UNKNOWN} Write primary, secondary or memory.",
    ),
    (
        resolution(evidence=[{"evidence": "e1", "side": "con"}]),
        f"{IN_RESOLUTION}.evidence[0].side",
        f"'con' {UNKNOWN} Write for or against.",
    ),
    (claim(kind=3), "claims[0].kind", f"3 {NUMBER}"),
    (claim(kind=None), "claims[0].kind", NOTHING),
    # Ids, addresses, dates, language codes.
    (
        {"claims": [{"id": "a b"}]},
        "claims[0].id",
        "'a b' cannot be an id. Write letters, digits and . : / - _ only.",
    ),
    ({"claims": [{"id": ""}]}, "claims[0].id", EMPTY),
    ({"claims": [{"id": 12}]}, "claims[0].id", f"12 {NUMBER}"),
    ({"claims": [{"id": "x" * 201}]}, "claims[0].id", f"It has more than 200 {LONGER}"),
    (
        position(id="a b"),
        f"{IN_POSITION}.id",
        "'a b' cannot be an id. Write letters, digits and . : / - _ only.",
    ),
    (
        source(url="javascript:alert(1)"),
        "sources[0].url",
        "'javascript:alert(1)' is not a web address. Begin it with https://.",
    ),
    (
        source(url="nowhere" * 20),
        "sources[0].url",
        "It is not a web address. Begin it with https://.",
    ),
    (
        source(url="https://" + "x" * 2000),
        "sources[0].url",
        f"It has more than 2,000 {LONGER}",
    ),
    (
        prediction(due="soon"),
        "predictions[0].due",
        "'soon' is not a date. Write 2026-09-12, 2026-09 or 2026.",
    ),
    (
        prediction(due="2026-9-1"),
        "predictions[0].due",
        "'2026-9-1' is not a date. Write 2026-09-12, 2026-09 or 2026.",
    ),
    (
        resolution(decided=""),
        f"{IN_RESOLUTION}.decided",
        "'' is not a date. Write 2026-09-12, 2026-09 or 2026.",
    ),
    (prediction(due=2026.5), "predictions[0].due", f"2026.5 {NUMBER}"),
    (
        claim(statement={"english": "x"}),
        "claims[0].statement",
        "'english' is not a language code. Write one such as en, zh or pt-BR.",
    ),
    (
        claim(statement={"en": "x", "z.h": "y"}),
        "claims[0].statement",
        "'z.h' is not a language code. Write one such as en, zh or pt-BR.",
    ),
    # Texts.
    (claim(statement=""), "claims[0].statement", EMPTY),
    (claim(statement={}), "claims[0].statement", EMPTY),
    (claim(statement={"en": "x", "zh": ""}), "claims[0].statement.zh", EMPTY),
    (claim(statement={"zh": None}), "claims[0].statement.zh", NOTHING),
    (claim(statement={"en": 2026}), "claims[0].statement.en", f"2026 {NUMBER}"),
    (
        claim(statement={"en": "x", "zh": "x" * 100_001}),
        "claims[0].statement.zh",
        f"It has more than 100,000 {LONGER}",
    ),
    (claim(statement=2026), "claims[0].statement", f"2026 {NUMBER}"),
    (claim(statement=True), "claims[0].statement", "It reads as true or false. Put it in quotes."),
    (
        claim(statement=["x"]),
        "claims[0].statement",
        f"Here belongs text or a mapping, not a list. {SEE}",
    ),
    (claim(note=""), "claims[0].note", EMPTY),
    (claim(note=[]), "claims[0].note", f"Here belongs text or a mapping, not a list. {SEE}"),
    (prediction(horizon="x" * 1001), "predictions[0].horizon", f"It has more than 1,000 {LONGER}"),
    (prediction(horizon=2026), "predictions[0].horizon", f"2026 {NUMBER}"),
    (prediction(horizon={}), "predictions[0].horizon", f"Here belongs text, not a mapping. {SEE}"),
    # Lists.
    ({"claims": None}, "claims", NOTHING),
    ({"claims": {}}, "claims", f"Here belongs a list, not a mapping. {SEE}"),
    ({"claims": ["c1"]}, "claims[0]", f"Here belongs a mapping, not text. {SEE}"),
    ({"claims": [None]}, "claims[0]", NOTHING),
    (claim(about="o1"), "claims[0].about", f"Here belongs a list, not text. {SEE}"),
    (claim(about=[1]), "claims[0].about[0]", f"1 {NUMBER}"),
    (claim(about=["a", ""]), "claims[0].about[1]", EMPTY),
    (claim(tags=None), "claims[0].tags", NOTHING),
    (claim(tags=["x" * 101]), "claims[0].tags[0]", f"It has more than 100 {LONGER}"),
    (
        resolution(evidence=[1]),
        f"{IN_RESOLUTION}.evidence[0]",
        f"1 {NUMBER}",
    ),
    # Numbers.
    (forecast(probability=1.7), f"{IN_FORECAST}.probability", f"1.7 is more than 1. {SHARE}"),
    (forecast(probability=60), f"{IN_FORECAST}.probability", f"60 is more than 1. {SHARE}"),
    (forecast(probability=-0.1), f"{IN_FORECAST}.probability", "-0.1 is less than 0. Correct it."),
    (
        forecast(probability="60 %"),
        f"{IN_FORECAST}.probability",
        f"'60 %' is no number. {SHARE}",
    ),
    (
        forecast(probability=True),
        f"{IN_FORECAST}.probability",
        f"Here belongs a number or a mapping, not true or false. {SEE}",
    ),
    (
        forecast(probability={"low": 0, "middle": 1, "high": 3}),
        f"{IN_FORECAST}.probability.high",
        f"3 is more than 1. {SHARE}",
    ),
    (
        resolution(fraction="half"),
        f"{IN_RESOLUTION}.fraction",
        "'half' is no number. Write one, without quotes.",
    ),
    (turn(number=-1), f"{IN_TURN}.number", "-1 is less than 0. Correct it."),
    (turn(number=10**30), f"{IN_TURN}.number", "1e+30 is more than 1,000,000. Correct it."),
    (turn(number=1.5), f"{IN_TURN}.number", "1.5 is no whole number. Write one, without quotes."),
    (turn(number="1"), f"{IN_TURN}.number", "'1' is no whole number. Write one, without quotes."),
    (turn(start=1e9), f"{IN_TURN}.start", "1,000,000,000 is more than 10,000,000. Correct it."),
    (turn(start="12"), f"{IN_TURN}.start", "'12' is no number. Write one, without quotes."),
    (
        position(anchor=5),
        f"{IN_POSITION}.anchor",
        f"Here belongs a mapping, not a whole number. {SEE}",
    ),
    ({"kg": "1"}, "kg", "'1' is no whole number. Write one, without quotes."),
    ({"kg": None}, "kg", NOTHING),
    ({"kg": True}, "kg", f"Here belongs a whole number, not true or false. {SEE}"),
]


@pytest.mark.parametrize(("data", "path", "sentence"), CASES)
def test_what_is_wrong_is_said_in_a_sentence_with_its_place(data, path, sentence):
    with pytest.raises(msgspec.ValidationError) as caught:
        msgspec.convert(data, records.Notebook)
    found = explained(caught.value, data)
    assert (found.path, str(found)) == (path, sentence)


def constrained(sort):
    """What `kg.domain.records` asks of its values, so that nothing it asks lacks a sentence."""
    match sort:
        case msgspec.inspect.StrType(pattern=str(pattern)):
            yield f"matching {pattern}"
        case msgspec.inspect.IntType() | msgspec.inspect.FloatType():
            for name in ("gt", "lt", "multiple_of"):
                if getattr(sort, name) is not None:
                    yield name
        case msgspec.inspect.UnionType(types=types):
            for one in types:
                yield from constrained(one)
        case msgspec.inspect.ListType(item_type=item):
            yield from constrained(item)
        case msgspec.inspect.DictType(value_type=value):
            yield from constrained(value)
        case msgspec.inspect.Metadata(type=within):
            yield from constrained(within)


def test_every_pattern_that_records_ask_for_has_its_sentence():
    asked = {
        one
        for record in vars(records).values()
        if isinstance(record, type) and issubclass(record, msgspec.Struct)
        for field in msgspec.structs.fields(record)
        for one in constrained(msgspec.inspect.type_info(field.type))
    }
    from kg.formats.wording import _PATTERNS

    assert asked == {f"matching {pattern}" for pattern in _PATTERNS}
