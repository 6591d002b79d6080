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
_COMPARED = re.compile(
    r"""(?ix) \b(?: (?:do|does|did|is|are|be|becomes?|gets?|performs?|works?|fares?|goes)
    \ (?:much\ |far\ |even\ )? (?P<one>better|worse|stronger|weaker|safer|smarter
    |more\ (?:useful|capable|popular|reliable|powerful|intelligent|important))
    | (?P<two>improves?|outperforms?) )\b
    | (?:更|越来越)(?:好|差|强|弱|安全|聪明|普及|流行|重要|可靠|成熟) """
)
# By how much, or by which measure, a comparison is decided.
_MEASURE = re.compile(
    r"""(?ix) \d | % | \b(?: percent(?:age)? | per\ cent | half | double[sd]? | twice | benchmarks?
    | scores? | ranks? | index | accuracy | rate | median | average | measured | points? )\b
    | 倍 | 百分 | 成以上 | 分数 | 得分 | 排名 | 指数 | 准确率 | 榜 | [一二两三四五六七八九十]成 """
)

_PLACE = re.compile(
    r"""(?ix) https?:// | \b(?:[a-z0-9-]+\.)+(?:com|org|net|io|ai|gov|edu|cn|eu|uk|de|jp)\b
    | \b(?: according\ to | publish(?:es|ed)? | report(?:s|ed)? | announce[sd]? | documented
    | official(?:ly)? | benchmarks? | leaderboards? | index | statistics | figures | surveys?
    | filings? | paper | website | yearbook | census | database | dataset | registry | gazette
    | press\ release | annual\ report | ledger | dashboard | tracker )\b
    | 公布 | 发布 | 公开 | 公告 | 报告 | 报道 | 统计 | 指数 | 榜 | 官方 | 官网 | 财报 | 文献
    | 论文 | 年鉴 | 普查 | 数据库 | 白皮书 | 公报 | 年报 | 调查 | 披露 | 评测 | 备案 | 新闻
    | 数据(?:显示|为准|来自) | 以[^,，。;；]{1,20}(?:数据|口径)为准 """
)
# Who counts is where one looks: IFR World Robotics counts, as counted by the WHO, 工信部认定.
_TELLS = (
    r"counts? | lists? | ranks? | shows? | says | states | records? | estimates? | confirms? |"
    r" finds? | measures? | tracks? | names | certifies | declares | recogni[sz]es | rates | puts"
)
_NAME = r"[A-Z][\w&.-]*"
_SOMEBODY = re.compile(
    rf"""(?x) (?<![\w'’-]) (?: [A-Z]{{2,}}[\w&.-]* (?:\ {_NAME}){{0,4}}
    | {_NAME}(?:\ (?:of|for|the|and|{_NAME})){{1,5}} ) (?:['’]s?)?
      \ (?:also\ )? (?: {_TELLS} | data | numbers )\b
    | \b(?: [Bb]y | [Ff]rom | in | on | at | [Pp]er )
      \ (?:the\ )? (?: [A-Z]{{3,}} | {_NAME}(?:\ {_NAME})+ )
      (?: ['’]s?\ [\w\ ]{{1,30}} )? (?= [,.;:)] | $ | \ (?:data|numbers|count|table|list|ranking) )
    | [\u4e00-\u9fff]{{2,}}(?:部|局|署|委|院|会|行|所|协会|央行|机构|组织|大学|集团)
      (?:认定|确认|证实|宣布|的数据|的统计|数据|口径|认为|评定|核准|批准|登记|称)
    | (?:据|按照?|根据)[^,，。;；]{{2,20}}(?:统计|数据|认定|口径|计算|测算) """
)


def vague_words(text: str) -> list[str]:
    """The words of a text that people can read in many ways, each once.

    A comparison is one of them where the text has neither a number nor a measure.

    >>> vague_words("Prices fall significantly, and soon"), vague_words("价格大幅下降")
    (['significantly', 'soon'], ['大幅'])
    >>> vague_words("It does better"), vague_words("It does better by 5 points")
    (['better'], [])
    """
    found = [(one.start(), one[0]) for one in _VAGUE.finditer(text)]
    if _MEASURE.search(text) is None:
        found += [(one.start(), _compared(one)) for one in _COMPARED.finditer(text)]
    return list(dict.fromkeys(word for _, word in sorted(found)))


def _compared(match: re.Match[str]) -> str:
    return match["one"] or match["two"] or match[0]


def names_a_place(text: str) -> bool:
    """Whether a text says, as far as words can tell, where it could be looked up.

    >>> names_a_place("The CPI that stats.gov.cn publishes"), names_a_place("Prices fall")
    (True, False)
    >>> names_a_place("IFR World Robotics counts more than 20,000")
    True
    """
    return _PLACE.search(text) is not None or _SOMEBODY.search(text) is not None
