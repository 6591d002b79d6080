"""From the bytes of a file to text, and as what they were read."""

import codecs
import re

from kg.errors import KgError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HAN = re.compile("[\u4e00-\u9fa5，。、：；？！“”《》（）]")
_STRANGE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ue000-\uf8ff]")


def decoded(data: bytes, name: str) -> tuple[str, str]:
    """The text in `data` with one newline at the end of each line, and the name of its encoding.

    UTF-8, UTF-16 and UTF-32 with their marks, and GB 18030 where what comes out is plainly
    Chinese. Raises KgError, naming `name`, the byte and the line, for anything else.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return lines(_strictly(data[len(mark) :], encoding, name, len(mark))), encoding
    try:
        return lines(data.decode()), "utf-8"
    except UnicodeDecodeError as error:
        text = _chinese(data)
        if text is None:
            raise _undecodable(data, name, error.start) from None
    return lines(text), "gb18030"


def _strictly(data: bytes, encoding: str, name: str, before: int) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding == "utf-8":
            raise _undecodable(data, name, error.start, before) from None
        raise KgError(
            f"{name} says that it is {encoding[:6].upper()} and is not: "
            f"see byte {before + error.start + 1}.",
            "Convert it, for instance with iconv.",
        ) from None


def _undecodable(data: bytes, name: str, at: int, before: int = 0) -> KgError:
    line = data.count(b"\n", 0, at) + 1
    return KgError(
        f"{name} is not UTF-8 text: see byte {before + at + 1}, in line {line}.",
        "Convert it, for instance with iconv.",
    )


def _chinese(data: bytes) -> str | None:
    """`data` as GB 18030 if nine in ten of its wide characters are common in Chinese."""
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return None
    wide = sum(character > "\x7f" for character in text)
    plain = len(_HAN.findall(text))
    return text if wide >= 10 and plain >= 0.9 * wide and not _STRANGE.search(text) else None


def lines(text: str) -> str:
    """A text with one newline at the end of each line and no mark before it."""
    return text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
