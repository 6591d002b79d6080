"""Reading the time in which something is to come true from what was said."""

from collections.abc import Iterable

from kg.domain.dates import PartialDate
from kg.domain.horizons.hedges import with_thoughts
from kg.domain.horizons.horizon import Horizon
from kg.domain.horizons.overlaps import apart
from kg.domain.horizons.plain import language, plain
from kg.domain.horizons.windows import Found


def read(text: str, said: PartialDate) -> Horizon | None:
    """The time in which something is to come true, by words that were spoken on the day `said`.

    None where the words name no time to come, where they name two, and where only their
    speaker knows what they mean: nothing is guessed. What docs/horizons.md calls vague gets a
    window by the rules written there.

    >>> said = PartialDate("2024-09-12")
    >>> found = read("I think it happens within 18 months.", said)
    >>> str(found.opens), str(found.due), found.vague, found.words
    ('2024-09-12', '2026-03-12', False, 'within 18 months')
    >>> found = read("追赶可能以年为单位", said)
    >>> str(found.opens), str(found.due), found.vague
    ('2025-09-12', '2034-09-12', True)
    >>> read("两年前", said)
    """
    spoken = language(text)
    if spoken is None:
        return None
    # Patterns take their time to compile, so each language loads only where it is spoken.
    from kg.domain.horizons import english_hedges

    times, hedges = _english, english_hedges.HEDGES
    if spoken == "zh":
        from kg.domain.horizons import chinese_hedges

        times, hedges = _mixed, chinese_hedges.HEDGES
    letters = plain(text)
    told = with_thoughts(letters.letters, said, times(letters.letters, said), hedges, times)
    if told is None:
        return None
    # In the future, by 2030: the time that has an end is the one that tells.
    told = [one for one in told if not _says_little(one, said)] or told
    if len({one.window for one in told}) != 1:
        return None
    window = told[0].window
    words = letters.words(text, told[0].begins, told[0].ends)
    return Horizon(window.opens, window.due, window.vague, words)


def _english(letters: str, said: PartialDate) -> list[Found]:
    from kg.domain.horizons import english

    return _apart(english.found(letters, said))


def _mixed(letters: str, said: PartialDate) -> list[Found]:
    """The times in a text in Chinese, which may be in English too."""
    from kg.domain.horizons import chinese, english

    return _apart([*english.found(letters, said), *chinese.found(letters, said)])


def _apart(found: Iterable[Found]) -> list[Found]:
    return apart(sorted(found, key=lambda one: (one.begins - one.ends, one.begins)))


def _says_little(one: Found, said: PartialDate) -> bool:
    return one.window.vague and one.window.due is None and one.window.opens == said
