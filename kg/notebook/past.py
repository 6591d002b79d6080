"""The past: what was said, forecast or decided was so on a day that has come."""

from datetime import date

from kg.domain.dates import PartialDate
from kg.errors import Conflict


def refuse_still_to_come(day: PartialDate, today: date, what: str) -> None:
    """Raise Conflict when all of a day, month or year is still to come.

    `what` was done on it, as the remedy says: Give the day on which it was decided.
    """
    if day.first > today:
        raise Conflict(f"{day} is still to come.", f"Give the day on which it was {what}.")
