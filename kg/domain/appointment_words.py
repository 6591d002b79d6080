"""What stands in a calendar beside the words of a notebook, in English and Chinese."""

from dataclasses import dataclass

from kg.domain.vocabulary import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentWords:
    """The names of the facts of an appointment, and what stands between them."""

    said: str
    said_as: str
    criteria: str
    due: str
    snoozed: str
    decided: str
    outcomes: dict[Outcome, str]
    source: str
    decide: str
    quoted: str
    comma: str
    colon: str


_WORDS = {
    "en": AppointmentWords(
        said="Said",
        said_as="Said as",
        criteria="Decided by",
        due="Due",
        snoozed="Snoozed until",
        decided="Decided",
        outcomes={outcome: outcome.value for outcome in Outcome},
        source="Source",
        decide="Decide it",
        quoted="«{}»",
        comma=", ",
        colon=": ",
    ),
    "zh": AppointmentWords(
        said="说于",
        said_as="原话",
        criteria="判定标准",
        due="到期",
        snoozed="推迟到",
        decided="已判定",
        outcomes={
            Outcome.RIGHT: "应验",
            Outcome.WRONG: "落空",
            Outcome.PARTLY: "部分应验",
            Outcome.UNCLEAR: "不明",
            Outcome.VOID: "作废",
        },
        source="出处",
        decide="判定",
        quoted="“{}”",
        comma="，",
        colon="：",
    ),
}


def appointment_words(language: str) -> AppointmentWords:
    """The words in a language, in English where there are none.

    >>> appointment_words("zh-Hant").due, appointment_words("fr").due
    ('到期', 'Due')
    """
    return _WORDS.get(language.partition("-")[0].lower(), _WORDS["en"])
