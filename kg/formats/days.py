"""Days as other tools write them: ISO with times and zones, with names of months, with dots."""

import re

from kg.domain.dates import canonical
from kg.errors import Invalid

_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_NAME = (
    r"(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_ISO = re.compile(
    r"(?P<day>\d{4}[-/]\d{1,2}[-/]\d{1,2})(?=\.?$|[\s,;_(TtZ+]|-\d\d:\d\d)"
    r"|(?P<rough>\d{4}(?:[-/]\d{1,2})?)(?=\.?$|\s*\()"
)
"""A day may stand before a time or a remark, a month or a year only before a remark in brackets."""

_FORMS = [
    # A day of the week may stand before it; mid May 2026 is another time than May 2026.
    re.compile(
        rf"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?{form}(?=$|[\s,t(])", re.IGNORECASE
    )
    for form in (
        rf"{_YEAR}[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}})",
        rf"(?P<day>\d{{1,2}})\.\s?(?P<month>\d{{1,2}})\.\s?{_YEAR}",
        rf"{_DAY}[\s-]+{_NAME},?[\s-]+{_YEAR}",
        rf"{_NAME}\s+{_DAY},?\s+{_YEAR}",
        rf"{_NAME},?\s+{_YEAR}",
    )
]
_SLASHES = re.compile(rf"(\d{{1,2}})/(\d{{1,2}})/{_YEAR}(?=$|[\s,T])")
_HAN = re.compile(
    rf"{_YEAR}\s*年(?:\s*(?P<month>\d{{1,2}})\s*月(?:\s*(?P<day>\d{{1,2}})\s*日)?+)?+"
    r"(?=[\s,，.。T(（星周]|$|(?<=日)(?:\d|上午|下午|中午|早|晚|凌晨))"
)
"""Behind the day a time may stand, or the day of the week; 2026年底 is no year."""

_NOTHING = re.compile(r"0000-00-00\b.*|null|none|nan|n/a|nat|undefined|-", re.IGNORECASE)


def is_nothing(text: str) -> bool:
    """Whether a cell says that there is nothing, as n/a and null do."""
    return _NOTHING.fullmatch(text.strip()) is not None


def day(value: object) -> str | None:
    """The day of a time as files write it, in English or ISO; None where there is none.

    Raises Invalid for what is no date, and for 5/6/2024, which is two days.

    >>> day("2024-09-14T12:05:7"), day("2024-09"), day("Sat, 14 Sept 2024 10:00 GMT"), day("")
    ('2024-09-14', '2024-09', '2024-09-14', None)
    >>> day("13.6.2005"), day("6/13/2005"), day("May 4th, 2020"), day("2020年5月")
    ('2005-06-13', '2005-06-13', '2020-05-04', '2020-05')
    """
    text = str("" if value is None else value).strip()
    if not text or is_nothing(text):
        return None
    if found := _ISO.match(text):
        return canonical(found[0].replace("/", "-"))
    for form in (*_FORMS, _HAN):
        if named := form.match(text):
            parts = named.groupdict()
            name = parts.get("name")
            month = _MONTHS[name[:3].lower()] if name else parts.get("month")
            known = (parts["year"], month, parts.get("day"))
            return canonical("-".join(str(part).zfill(2) for part in known if part))
    if slashes := _SLASHES.match(text):
        return _slashed(text, int(slashes[1]), int(slashes[2]), slashes["year"])
    return canonical(text)


def _slashed(text: str, first: int, second: int, year: str) -> str:
    """A day with slashes, which Americans begin with the month and others with the day."""
    if first <= 12 and second <= 12 and first != second:
        raise Invalid(
            f"{text[:40]!r} is one day in America and another one elsewhere.",
            f"Write {year}-{first:02}-{second:02} or {year}-{second:02}-{first:02}.",
        )
    month, number = (second, first) if first > 12 else (first, second)
    return canonical(f"{year}-{month:02}-{number:02}")
