"""What stands in the cells of a table of claims: words for stances and outcomes, times, odds."""

from dataclasses import dataclass
from typing import Any

from kg.domain.checks import word
from kg.domain.dates import PartialDate
from kg.domain.vocabulary import Basis, Outcome, Stance
from kg.errors import Invalid
from kg.formats import days, foreign, scales
from kg.formats.columns import Row
from kg.formats.foreign import Foreign

STANCES = {
    one: stance
    for stance, words in {
        Stance.ASSERTS: "assert says states 主张 认为 主張 認為",
        Stance.AGREES: "for pro yes agree support supports 1 true "
        "赞成 同意 支持 赞同 认同 贊成 贊同 認同",
        Stance.PARTLY: "mixed partially partial 部分 部分赞成 部分同意 部分支持 有保留 部分贊成",
        Stance.DISAGREES: "against con no disagree opposes -1 false "
        "反对 不同意 不赞成 不支持 不赞同 不认同 反對 不贊成 不贊同 不認同",
        Stance.ASKS: "abstain neutral unsure pass ask question 0 "
        "提问 疑问 存疑 中立 弃权 提問 疑問 棄權",
    }.items()
    for one in words.split()
}
"""Other words for stances, as tables have them."""

OUTCOMES = {
    one: outcome
    for outcome, words in {
        Outcome.RIGHT: "yes true correct 1 对 是 真 正确 应验 对了 對 應驗 正確",
        Outcome.WRONG: "no false incorrect 0 错 否 假 错误 不对 落空 错了 錯 錯誤 不對",
        Outcome.PARTLY: "partial partially 部分 部分对 部分正确 部分应验 部分應驗 部分正確",
        Outcome.UNCLEAR: "ambiguous 不清 不清楚 不明 不明确 存疑 无法判断 不明確 無法判斷",
        Outcome.VOID: "annulled cancelled 作废 无效 取消 作廢 無效",
    }.items()
    for one in words.split()
}
"""Other words for outcomes, as tables have them."""

_EARLY = PartialDate("1900-01-01"), PartialDate("1950-07-01")
"""Two days from which only words that name a year of their own come to the same time."""


def stance(cell: str | None) -> Stance:
    """The stance that a cell names; an empty one asserts. Raises Invalid for another word.

    >>> str(stance("部分赞成")), str(stance(" Against ")), str(stance(""))
    ('partly', 'disagrees', 'asserts')
    """
    said = (cell or "").strip().lower() or "asserts"
    return STANCES.get(said) or word(Stance, said)


def outcome(cell: str | None) -> Outcome | None:
    """The outcome that a cell names, None for an empty one. Raises Invalid for another word.

    >>> str(outcome("作废")), str(outcome("Right")), outcome("")
    ('void', 'right', None)
    """
    said = (cell or "").strip().lower()
    return OUTCOMES.get(said) or word(Outcome, said) if said else None


@dataclass(frozen=True)
class Until:
    """When something opens and is due, and in which words that was said, if in words."""

    opens: str | None = None
    due: str | None = None
    horizon: str | None = None

    def fields(self) -> dict[str, str]:
        """The fields of a prediction that are known."""
        found = {"opens": self.opens, "due": self.due, "horizon": self.horizon}
        return {name: value for name, value in found.items() if value is not None}


def until(row: Row, out: Foreign) -> Until | None:
    """Until when a row can be decided: a day, or words that are read and kept; None for neither.

    Words such as within two years count from the day on which they were said; where the row has
    none, they are kept alone, which is told. Raises Invalid for what is neither.
    """
    cell = foreign.tidy_line(row.get("due"))
    if cell is None:
        return None
    try:
        day = days.day(cell)
    except Invalid:
        said = days.day(row.get("said"))
        found = _spoken(cell, None if said is None else PartialDate(said))
        if found is None:
            raise
        if found.due is None and said is None:
            out.skip(row.line, f"When {cell[:40]!r} is, counts from a day: give said. It is kept.")
        return found
    return None if day is None else Until(due=day)


def _spoken(words: str, said: PartialDate | None) -> Until | None:
    """What words of time come to, counted from a day, or from none where they name a year."""
    # Its patterns load only where there are words to read.
    from kg.domain.spoken_times import deadline, window

    def read(day: PartialDate) -> Until | None:
        last = deadline(words, day)
        if last is not None and last.due is not None and not last.vague:
            return Until(None, str(last.due), words)
        found = window(horizon=words, said=day)
        if not found.understood:
            return None
        opens, due = (None if one is None else str(one) for one in (found.opens, found.due))
        return Until(opens, due, words)

    if said is not None:
        return read(said)
    first, other = map(read, _EARLY)
    if first is None:
        return None
    return first if first == other else Until(horizon=words)


def odds(row: Row, out: Foreign) -> dict[str, Any] | None:
    """How likely a row says it is, as fields of a forecast: a number, words, or both.

    Words are read by the scales that come with kg, or KG_SCALE, and kept; those that are on none
    are kept without a number, which is told. Raises Invalid for a number that is no probability.
    """
    cell = foreign.tidy_line(row.get("probability"))
    if cell is None or days.is_nothing(cell):
        return None
    if any(map(str.isalpha, cell)) and not _is_number(cell):
        return _in_words(cell, row, out)
    number = foreign.share(cell)
    return None if number is None else {"probability": number, "basis": Basis.STATED.value}


def _is_number(cell: str) -> bool:
    try:
        float(cell.removesuffix("%"))
    except ValueError:
        return False
    return True


def _in_words(cell: str, row: Row, out: Foreign) -> dict[str, Any]:
    from kg.domain.spoken_odds import likelihood
    from kg.notebook import spoken

    number, words = likelihood(cell)
    if words is None:
        return {"probability": number, "basis": Basis.STATED.value}
    if number is not None:
        return {"probability": number, "words": words, "basis": Basis.STATED.value}
    asked = scales.asked()
    found = spoken.odds(words, asked)
    if found is None:
        why = spoken.why_unread(words, asked)
        out.skip(row.line, f"{why}; the forecast has no number, the words are kept.")
        return {"words": words, "basis": Basis.VERBAL.value}
    known: dict[str, Any] = {"words": words, "basis": found.basis.value}
    spread = {"low": found.low, "middle": found.middle, "high": found.high}
    known["probability"] = found.middle if found.low == found.high else spread
    return known | ({"scale": found.scale} if found.scale else {})
