"""Notebooks that hypothesis invents: all sorts of records, with texts that trip readers up."""

import unicodedata
from typing import Any

import msgspec
from hypothesis import strategies as st

from kg.domain import records, vocabulary

QUERIES = ("about:o1", "due:..today -robot", '"exact words" stance:disagrees,partly', "说法")

NASTY = (
    *(
        "null",
        "~",
        "yes",
        "No",
        "on",
        "true",
        "1",
        "-1",
        "007",
        "1e3",
        ".5",
        "12:30",
        "NaN",
        ".inf",
    ),
    *("2024-09-14", "2024", "2024-09", "=", "<<", "-", "- a", "? a", ": a", "a: b", "a:", "a #b"),
    *(
        "#a",
        "&a",
        "*a",
        "!a",
        "!!str a",
        "%a",
        "@a",
        "`a`",
        "|",
        ">",
        "|-",
        "{a",
        "[a",
        "a, b",
        "]",
    ),
    *("'", '"', "''", '"a"', "it's", "\\n", "a\\", "a\nb", "a\n\nb", "a\n b\n  c", "a \nb", "a\tb"),
    *(
        "a\u2028b",
        "a\u2029b",
        "a\u00a0b",
        "a\ufeffb",
        "\ufeffa",
        "a\ufffe",
        "😀",
        "𠮷",
        "é",
        "e\u0301",
    ),
    *(
        "追赶 o1 需要数年：两三年。",
        "---",
        "...",
        "--- a",
        "a\n---\nb",
        "<script>",
        "x " * 90 + "x",
        "x" * 120,
    ),
)
"""Texts as they may stand in a notebook, which is without space around them."""

RAW = (
    *("", " ", " a", "a ", "\n", "\na", "a\n", "a\n\n", "\ta", "a\t\n", "a\rb", "a\r\nb", "\r"),
    *("\x00", "a\x07b", "\x1b[31m", "a\x7f", "a\x85b", "\x9f"),
)
"""Texts that records hold, but no notebook keeps as they are."""

letters = st.characters(exclude_categories=["Cs", "Cc"])


def _is_seen(text: str) -> bool:
    """Whether there is more to a text than space and characters that only shape others."""
    return any(unicodedata.category(letter) not in {"Cf", "Zs", "Zl", "Zp"} for letter in text)


inner = st.text(letters, min_size=1, max_size=12).map(str.strip).filter(_is_seen)
lines = st.sampled_from([text for text in NASTY if "\n" not in text]) | inner
texts = st.sampled_from(NASTY) | inner | st.lists(inner, min_size=2, max_size=4).map("\n".join)
raw_texts = st.sampled_from([*NASTY, *RAW[1:]]) | st.text(
    st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20
)
codes = st.sampled_from(["en", "zh", "no", "on", "pt-BR", "zh-Hans-CN"])
shares = st.sampled_from([0.0, 1.0, 0.5, 1 / 3, 1e-7, 5e-324]) | st.floats(0, 1)
days = st.dates().map(str) | st.sampled_from(
    ["2026", "0900", "0001", "9999", "2024-09", "2024-02-29", "1999-12"]
)
urls = st.sampled_from(["https://example.org/a?b=c#d", "HTTP://例え.jp/ü", "http://x.y/%20:@!*&"])


def wordings(words: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, str]]:
    return st.dictionaries(codes, words, min_size=1, max_size=3)


def ids(start: str) -> st.SearchStrategy[list[str]]:
    tails = st.sampled_from(["", "1", "2/3", ".x", ":y", "-z", "_", "追", "é", "/2", "/check"])
    return st.lists(tails.map(lambda tail: start + tail), min_size=1, max_size=4, unique=True)


def some(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """A mapping of some of these fields, in their order."""

    def in_order(found: dict[str, Any]) -> dict[str, Any]:
        return {name: found[name] for name in fields if name in found}

    return st.fixed_dictionaries({}, optional=fields).map(in_order)


def both(first: dict[str, Any], *others: dict[str, Any]) -> dict[str, Any]:
    for other in others:
        first = first | other
    return first


def words_of(sort: Any) -> st.SearchStrategy[str]:
    return st.sampled_from([str(word) for word in sort])


@st.composite
def notebooks(draw: st.DrawFn, raw: bool = False) -> records.Notebook:
    """A notebook whose references all lead somewhere; with `raw`, texts of every sort in it."""
    line, text = (raw_texts, raw_texts) if raw else (lines, texts)
    called, note = wordings(line), {"note": wordings(text)}
    keys = {sort: draw(ids(sort[:2])) for sort in ("speaker", "concept", "source", "evidence")}
    claims, predictions = draw(ids("cl")), draw(ids("pr"))

    def one(sort: str) -> st.SearchStrategy[str]:
        return st.sampled_from(keys[sort])

    def several(strategy: st.SearchStrategy[Any], most: int = 3) -> st.SearchStrategy[list[Any]]:
        return st.lists(strategy, min_size=1, max_size=most)

    def resolutions() -> st.SearchStrategy[list[Any]]:
        cited = st.builds(
            lambda key, side: key if side == "for" else {"evidence": key, "side": side},
            one("evidence"),
            words_of(vocabulary.Side),
        )
        evidence = several(cited).map(lambda found: list({str(key): key for key in found}.values()))
        resolution = st.builds(
            both,
            st.fixed_dictionaries({"outcome": st.just("partly"), "decided": days}),
            some(
                fraction=shares,
                confidence=words_of(vocabulary.Confidence),
                **note,
                evidence=evidence,
                withdrawn=days,
                withdrawn_because=text,
            ),
        )
        return several(resolution.filter(_cites_once).map(_withdrawn_on_a_day))

    turn = st.builds(
        both,
        st.fixed_dictionaries({"number": st.integers(0, 99)}),
        some(section=line, speaker=one("speaker"), start=st.floats(0, 1e7)),
    )
    turns = st.lists(turn, unique_by=lambda found: found["number"], min_size=1, max_size=3).map(
        lambda found: sorted(found, key=lambda turn: turn["number"])
    )
    position = st.builds(
        both,
        st.fixed_dictionaries({"speaker": one("speaker"), "stance": words_of(vocabulary.Stance)}),
        some(said=days, quote=text, **note),
        st.just({}) | some(source=one("source")),
    )
    spread = st.lists(shares, min_size=3, max_size=3).map(
        lambda found: dict(zip(("low", "middle", "high"), sorted(found), strict=True))
    )
    forecast = st.builds(
        both,
        st.fixed_dictionaries({"speaker": one("speaker")}),
        some(made=days),
        some(probability=shares | spread, words=line).filter(bool),
        st.fixed_dictionaries({"basis": words_of(vocabulary.Basis)}),
        some(scale=line, **note),
    )
    link = st.builds(
        both,
        st.fixed_dictionaries(
            {
                "from": st.sampled_from(claims),
                "kind": words_of(vocabulary.LinkKind),
                "to": st.sampled_from(claims),
            }
        ).filter(lambda found: found["from"] != found["to"]),
        some(by=one("speaker"), **note),
    )

    def all_of(
        found: list[str], needed: dict[str, st.SearchStrategy[Any]], **fields: Any
    ) -> list[Any]:
        return [
            {"id": key, **draw(st.fixed_dictionaries(needed)), **draw(some(**fields))}
            for key in found
        ]

    data = {
        "speakers": all_of(
            keys["speaker"],
            {"names": called},
            kind=words_of(vocabulary.SpeakerKind),
            aliases=several(line),
            url=urls,
            **note,
        ),
        "concepts": all_of(
            keys["concept"], {"names": called}, kind=line, aliases=several(line), url=urls, **note
        ),
        "sources": all_of(
            keys["source"],
            {"title": called},
            kind=line,
            publisher=line,
            url=urls,
            published=days,
            recorded=days,
            language=codes,
            **note,
            turns=turns,
        ),
        "evidence": all_of(
            keys["evidence"],
            {"title": called},
            url=urls,
            published=days,
            quote=text,
            grade=words_of(vocabulary.Grade),
            **note,
        ),
        "claims": all_of(
            claims,
            {"kind": words_of(vocabulary.ClaimKind), "statement": wordings(text)},
            weight=words_of(vocabulary.Weight),
            about=st.lists(one("concept"), min_size=1, max_size=3, unique=True),
            tags=several(line.map(lambda tag: tag[:100])),
            **note,
            positions=several(position, 4),
            resolutions=resolutions(),
        ),
        "links": draw(st.lists(link, max_size=3, unique_by=_drawn)) if len(claims) > 1 else [],
        "views": all_of(
            draw(ids("vi")),
            {"name": line.map(lambda name: name[:100]), "query": st.sampled_from(QUERIES)},
            **note,
        ),
        "predictions": all_of(
            predictions,
            {"claims": st.lists(st.sampled_from(claims), min_size=1, max_size=3, unique=True)},
            statement=wordings(text),
            criteria=wordings(text),
            horizon=line,
            due=days,
            snoozed=days,
            tags=several(line.map(lambda tag: tag[:100])),
            **note,
            forecasts=several(forecast),
            resolutions=resolutions(),
        ),
    }
    for above, below in zip(keys["concept"], data["concepts"][1:], strict=False):
        if draw(st.booleans()):
            below["broader"] = above
    return msgspec.convert(data, records.Notebook)


def _drawn(link: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(link.get(field) for field in ("from", "kind", "to", "by"))


def _withdrawn_on_a_day(resolution: dict[str, Any]) -> dict[str, Any]:
    if "withdrawn" not in resolution:
        resolution.pop("withdrawn_because", None)
    return resolution


def _cites_once(resolution: dict[str, Any]) -> bool:
    cited = [
        one if isinstance(one, str) else one["evidence"] for one in resolution.get("evidence", ())
    ]
    return len(cited) == len(set(cited))
