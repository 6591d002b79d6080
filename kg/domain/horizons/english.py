"""Times to come in English, also those that name no time: soon, eventually, in the long run."""

from collections.abc import Iterator
from contextlib import suppress

from kg.domain.dates import PartialDate
from kg.domain.horizons import rules
from kg.domain.horizons.english_calendar import times
from kg.domain.horizons.english_context import alone, looks_back
from kg.domain.horizons.english_lengths import lengths
from kg.domain.horizons.plain import english_pattern
from kg.domain.horizons.windows import Found, of_word

_NOT = r"(?:(?<![\w'-])(?:not|never|no)|n't)(?: [a-z']{1,15}){0,4}"
_WORDS: tuple[tuple[rules.Vague, str], ...] = (
    (
        rules.NOT_SOON,
        rf"{_NOT} (?:any ?time )?soon|{_NOT} any ?time in the near future|no time soon",
    ),
    (rules.FAR, r"a (?:very )?long way (?:off|away|out|to go)|far off(?! from)|still far away"),
    (rules.FAR, r"in the (?:very )?(?:distant|far) future|far in(?:to)? the future"),
    (rules.IMMINENT, r"very soon|any (?:day|moment|week|month) now|imminent(?:ly)?"),
    (rules.IMMINENT, r"(?:right |just )?around the corner"),
    (
        rules.SOON,
        (
            r"(?<!as )(?<!how )(?<!too )(?<!very )(?<!so )(?<!time )"
            r"soon(?! (?:after|as|enough|to be))|before (?:too |very )?long(?! (?:time|before))|"
            r"(?:in|over) the (?:short|near)(?:er)?[- ](?:term|run)"
        ),
    ),
    (rules.NEAR, r"in the near future|in the not[- ](?:too|so|very)[- ]distant future"),
    (rules.MEDIUM, r"(?:in|over) the (?:medium|mid|intermediate)[- ](?:term|run)"),
    (rules.FORESEEABLE, r"(?:in|for|within) the foreseeable future"),
    (
        rules.OPEN,
        (
            r"sooner or later|eventually|some ?day|one of these days|in the fullness of time|"
            r"one day(?!'| (?:of|old|long|before|after|later))|"
            r"at some (?:point|stage|time)(?! in\b)|"
            r"(?:in|over) the long(?:er)?[- ](?:run|term|haul)|in (?:the )?future(?! [a-z]+s\b)"
        ),
    ),
)
_PATTERNS = [
    (rule, english_pattern(rf"(?:(?<![\w-])|(?=n't))(?:{words})(?![\w-])"))
    for rule, words in _WORDS
]


_DENIED = english_pattern(r"(?:n't|(?<![\w'-])(?:not|never))(?: [a-z]{1,10}){0,2} \Z")


def found(letters: str, said: PartialDate) -> Iterator[Found]:
    """The times to come of which a text speaks."""
    yield from lengths(letters, said)
    yield from times(letters, said)
    for rule, pattern in _PATTERNS:
        for match in pattern.finditer(letters):
            denied = _DENIED.search(letters, max(0, match.start() - 30), match.start())
            if denied and rule in (rules.IMMINENT, rules.SOON):
                continue
            if alone(letters, *match.span()) or not looks_back(letters, *match.span()):
                with suppress(OverflowError):
                    yield Found(*match.span(), of_word(said, rule))
