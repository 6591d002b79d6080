"""Words that make a prediction hard to check, and words that tell where or how it can be."""

import re

_VAGUE = re.compile(
    r"""(?ix) \b(?: significant(?:ly)? | substantial(?:ly)? | considerabl[ey] | dramatic(?:ally)?
    | noticeabl[ey] | meaningful(?:ly)? | remarkabl[ey] | sizeabl[ey] | widespread | widely
    | mainstream | clearly | largely | a\ lot | soon | eventually | mature | successful(?:ly)?
    | good\ enough )\b
    | 大幅度? | 显著 | 明显 | 大量 | 很大程度上? | 较大 | 普遍 | 广泛 | 主流 | 基本上 | 不久 | 很快
    | 迟早 | 成熟 """
)

_PLACE = re.compile(
    r"""(?ix) https?:// | \b(?:[a-z0-9-]+\.)+(?:com|org|net|io|ai|gov|edu|cn|eu|uk|de|jp)\b
    | \b(?: according\ to | publish(?:es|ed)? | report(?:s|ed)? | announce[sd]? | documented
    | official(?:ly)? | benchmarks? | leaderboards? | index | statistics | figures | surveys?
    | filings? | paper | website )\b
    | 公布 | 发布 | 公开 | 公告 | 报告 | 报道 | 统计 | 指数 | 榜 | 官方 | 官网 | 财报 | 文献
    | 论文 """
)


def vague_words(text: str) -> list[str]:
    """The words of a text that people can read in many ways, each once.

    >>> vague_words("Prices fall significantly, and soon"), vague_words("价格大幅下降")
    (['significantly', 'soon'], ['大幅'])
    """
    return list(dict.fromkeys(_VAGUE.findall(text)))


def names_a_place(text: str) -> bool:
    """Whether a text says, as far as words can tell, where it could be looked up.

    >>> names_a_place("The CPI that stats.gov.cn publishes"), names_a_place("Prices fall")
    (True, False)
    """
    return _PLACE.search(text) is not None
