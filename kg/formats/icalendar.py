"""Due dates as a calendar: iCalendar (RFC 5545), written by the library of that name.

Each is an event of a whole day, not a to-do: Google's and Outlook's calendars pass to-dos over. It
leaves the day free for others. What the notebook holds unchanged is written with equal bytes, and
what changed has a higher SEQUENCE under the same UID, so calendars bring up to date what they have.
What is decided, or is due no longer, stays for a year as an event whose STATUS is CANCELLED, for
one that is missing is left in a calendar as it was.
"""

import re
from collections.abc import Iterable
from typing import IO

from kg.formats.registry import Format
from kg.notebook.review.appointments import Appointment

_CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]+")
"""What no text of a calendar may have, and line ends that some readers take for one."""


def written(appointments: Iterable[Appointment]) -> str:
    """The calendar as text, with lines that end in CR LF and are folded after 75 bytes."""
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//kg//kg//EN")
    calendar.add("version", "2.0")
    for one in appointments:
        event = Event()
        event.add("uid", one.uid)
        # As no METHOD is given, both say when it was last revised: no clock is asked.
        event.add("dtstamp", one.revised.replace(microsecond=0))
        event.add("last-modified", one.revised.replace(microsecond=0))
        event.add("sequence", one.revision)
        event.add("dtstart", one.day)
        event.add("summary", re.sub(r"\s+", " ", _clean(one.summary)))
        if one.description:
            event.add("description", _clean(one.description))
        if one.url is not None:
            event.add("url", _clean(one.url))
        if one.taken_back:
            event.add("status", "CANCELLED")
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    text: str = calendar.to_ical().decode()
    return text


def _clean(text: str) -> str:
    return _CONTROLS.sub(" ", text)


def write(appointments: Iterable[Appointment], stream: IO[str]) -> None:
    """Write the calendar to a stream that leaves the ends of lines as they are."""
    stream.write(written(appointments))


FORMAT = Format(
    "ics",
    "Due dates as a calendar, iCalendar",
    carries="predictions that wait for a verdict on the last day on which they are due or, later, "
    "are snoozed until, who predicted them, in which words and where, their criteria; for a year, "
    "as cancelled, those that were decided since",
    leaves="predictions that have no due date or were decided longer ago, probabilities, views of "
    "the map, all but one language",
    endings=(".ics",),
    write_days=write,
)
