"""Days as other tools write them: read where they are one day, refused where they are two."""

import pytest

from kg.errors import Invalid
from kg.formats import days


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-09-14", "2024-09-14"),
        ("2024-09-14T12:05:7", "2024-09-14"),
        ("2024-09-14 12:05:07.123 UTC", "2024-09-14"),
        ("2024-09-14.", "2024-09-14"),
        ("2024-09-14+08:00", "2024-09-14"),
        ("2024 (about)", "2024"),
        ("2024/9/4", "2024-09-04"),
        ("2024-09-14-08:00", "2024-09-14"),
        ("2024年9月14日下午3时", "2024-09-14"),
        ("2024年9月14日 15:00", "2024-09-14"),
        ("2024.09.14", "2024-09-14"),
        ("2024-09", "2024-09"),
        ("2024", "2024"),
        ("14.9.2024", "2024-09-14"),
        ("14. 09. 2024 10:00", "2024-09-14"),
        ("14 September 2024", "2024-09-14"),
        ("14-Sep-2024", "2024-09-14"),
        ("Sept. 14th, 2024", "2024-09-14"),
        ("Saturday, September 14, 2024 at noon", "2024-09-14"),
        ("Sat, 14 Sep 2024 12:05:07 GMT", "2024-09-14"),
        ("Sat Sep 14 2024 12:05:07 GMT+0000 (Coordinated Universal Time)", "2024-09-14"),
        ("May 2024", "2024-05"),
        ("2024年9月14日", "2024-09-14"),
        ("2024年9月", "2024-09"),
        ("9/14/2024", "2024-09-14"),
        ("14/9/2024 12:05", "2024-09-14"),
        ("9/9/2024", "2024-09-09"),
        ("0000-00-00 00:00:00", None),
        ("N/A", None),
        (" ", None),
        (None, None),
    ],
)
def test_days_of_other_tools_are_read(text, day):
    assert days.day(text) == day


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("5/6/2024", "'5/6/2024' is one day in America and another one elsewhere."),
        ("2024-02-30", "There is no date 2024-02-30."),
        ("30.2.2024", "There is no date 2024-02-30."),
        ("Smarch 3, 2024", "'Smarch 3, 2024' is not a date."),
        ("1726314307", "'1726314307' is not a date."),
        ("2024-Q3", "'2024-Q3' is not a date."),
        ("2024-123", "'2024-123' is not a date."),
        ("2024 May 5", "'2024 May 5' is not a date."),
        ("2024-09-14年", "'2024-09-14年' is not a date."),
        ("2024年9月底", "'2024年9月底' is not a date."),
        ("2024年9月14日前", "'2024年9月14日前' is not a date."),
        ("2024年12月左右", "'2024年12月左右' is not a date."),
        ("2024年底", "'2024年底' is not a date."),
        ("soon", "'soon' is not a date."),
    ],
)
def test_what_is_no_day_is_said(text, error):
    with pytest.raises(Invalid) as raised:
        days.day(text)
    assert raised.value.message == error
