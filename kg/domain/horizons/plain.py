"""Spoken words written in one way, as grammars read them, and where each letter comes from."""

import re
from collections.abc import Sequence
from string import ascii_lowercase, ascii_uppercase
from typing import NamedTuple

from kg.domain.wording import guess_language

HAN = "\u3400-\u9fff\uf900-\ufaff"
LONGEST = 10_000
"""Letters of a text that are read: far more than anybody says of when and how likely."""

# The traditional characters of words for times and chances, each with its simplified one.
_TRADITIONAL = (
    "內内 兩两 個个 後后 週周 將将 遲迟 來来 這这 間间 長长 遠远 會会 過过 還还 從从 幾几 "
    "數数 總总 終终 歲岁 紀纪 節节 聖圣 誕诞 國国 慶庆 號号 禮礼 時时 開开 單单 為为 預预 "
    "計计 馬马 現现 沒没 無无 萬万 億亿 規规 劃划 頭头 極极 機机 應应 該该 許许 難难 確确 "
    "對对 絕绝 準准 說说 註注 險险 勝胜 點点 並并 連连 約约 載载 業业 鐘钟 屆届 當当 臨临 "
    "實实 見见 決决 擔担 與与 於于 處处 餘余 頂顶 須须 種种 證证 幹干 "
    "結结 發发 敗败 輸输 贏赢 產产 閉闭 潰溃 黃黄 戲戏 穩稳 樂乐 觀观 誤误 動动"
)
_WRITTEN = dict(zip(ascii_uppercase, ascii_lowercase, strict=True))
# Full-width forms, as Chinese keyboards write digits, signs and letters.
_WRITTEN |= {chr(code + 0xFEE0): chr(code).lower() for code in range(0x21, 0x7F)}
_WRITTEN |= dict.fromkeys("‐‑‒–—―−﹘﹣", "-") | dict.fromkeys("〜～∼˜", "~")
_WRITTEN |= dict.fromkeys("‘’‛′", "'") | dict.fromkeys("“”„«»「」『』《》", '"')
_WRITTEN |= {"、": ",", "〇": "零", "○": "零", "俩": "两", "倆": "两"}
_WRITTEN |= {pair[0]: pair[1] for pair in _TRADITIONAL.split()}
_FORMS = str.maketrans(_WRITTEN)
_HAN = re.compile(f"[{HAN}]")
# Markdown's marks and what nobody sees go; blanks become one.
_DRESS = re.compile(r"[*_`\u00ad\u200b-\u200f\u2060\ufeff]+|\s+")


class Plain(NamedTuple):
    """The letters of a text as they are read, each with its place in the text.

    Small letters, half-width signs, simplified characters; no blanks beside Chinese characters.
    """

    letters: str
    places: Sequence[int]

    def words(self, text: str, begins: int, ends: int) -> str:
        """What stands in the text where these letters come from."""
        return text[self.places[begins] : self.places[ends - 1] + 1]


def plain(text: str) -> Plain:
    """The letters of a text, at most `LONGEST` of them.

    >>> plain("**２０２７** 年底前，or  LATER").letters
    '2027年底前,or later'
    """
    text = text[:LONGEST].translate(_FORMS)
    if _DRESS.search(text) is None:
        return Plain(text, range(len(text)))
    letters: list[str] = []
    places: list[int] = []
    blank: int | None = None
    at = 0
    for found in (*_DRESS.finditer(text), None):
        end = found.start() if found else len(text)
        piece = text[at:end]
        if piece:
            if blank is not None and letters and not (_is_han(letters[-1][-1]) or _is_han(piece)):
                letters.append(" ")
                places.append(blank)
            letters.append(piece)
            places.extend(range(at, end))
            blank = None
        if found:
            if found[0].isspace() and blank is None:
                blank = found.start()
            at = found.end()
    return Plain("".join(letters), places)


def _is_han(letters: str) -> bool:
    return _HAN.match(letters) is not None


def english_pattern(pattern: str) -> re.Pattern[str]:
    """A pattern for English, whose words also end where Chinese characters begin."""
    return re.compile(pattern, re.ASCII)


def language(text: str) -> str | None:
    """Which grammar a text is for, en or zh; None for scripts that neither reads.

    >>> language("两年内 AGI"), language("within two years"), language("2年以内に")
    ('zh', 'en', None)
    """
    guessed = guess_language(text)
    return guessed if guessed in ("en", "zh") else None
