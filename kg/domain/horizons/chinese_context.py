"""What stands around a time in Chinese: whether it is all that was said, or said of the past."""

import re

FILLING = re.compile(
    r"(?:[^\w]|我个?人?(?:觉得|认为|想|看|估计|猜|感觉)?|可能|大概|也许|估计|应该|恐怕|或许|最多|至少|"
    r"就|还|也|是|要|在|得|这|那|再|差不多|左右|的?样子|吧|呢|啊|嘛|了|才|都|又|的)*"
)
"""What only leads up to a time, or stands behind it without saying more."""

_AHEAD = (
    r"(?:就|才|都|也|便|还|又|一定|肯定|大概|可能|应该|或许|大概率|很可能)*"
    r"(?:会(?![议员计长期])|(?<!可)能(?![力源量])|可以|将|有望|必|要(?!求|是|么)|见分晓|实现|完成|普及|达到|"
    r"搞定|做到|推出|发布|上市|落地|够)"
)
AHEAD = re.compile(_AHEAD)
"""Words for what is to come, right behind a time."""

_SOON = re.compile(rf"[^。！？!?;；]{{0,14}}?{_AHEAD}")
_PAST = re.compile(r"已|曾|当时|当年|刚刚|刚才|以来|去年|前年|了(?![解吧不])|其实")
_STOP = re.compile(r"[。！？!?;；\n]")
AROUND = 20
"""So many letters before and behind a time tell whether the past is spoken of."""


def alone(letters: str, begins: int, ends: int) -> bool:
    """Whether nothing is said beside a time but what only leads up to it."""
    return (
        len(letters) - (ends - begins) <= 2 * AROUND
        and FILLING.fullmatch(letters, 0, begins) is not None
        and FILLING.fullmatch(letters, ends) is not None
    )


def opens_a_sentence(letters: str, begins: int) -> bool:
    """Whether a sentence begins with a time, but for what only leads up to it."""
    before = _STOP.split(letters[max(0, begins - AROUND) : begins])[-1]
    return len(before) < AROUND and FILLING.fullmatch(before) is not None


def looks_ahead(letters: str, ends: int) -> bool:
    """Whether what follows a time is said to come, as far as it has words for that.

    >>> looks_ahead("今年一定会发布", 2), looks_ahead("今年已经发布了", 2)
    (True, False)
    """
    return _SOON.match(letters, ends) is not None and not looks_back(letters, ends, ends)


def looks_back(letters: str, begins: int, ends: int) -> bool:
    """Whether the sentence with a time has words for the past behind it, or right before it.

    >>> looks_back("营运两年后,已经开始缴税", 2, 5), looks_back("我想两年后会好", 2, 5)
    (True, False)
    """
    behind = _STOP.split(letters[ends : ends + AROUND])[0]
    before = _STOP.split(letters[max(0, begins - AROUND // 2) : begins])[-1]
    return bool(_PAST.search(behind) or re.search("当时|曾|去年|前年", before))
