"""Words of criteria that are hard to check, and words that say where to look."""

import pytest

from kg.domain.checkable import names_a_place, vague_words

NAMED = """
IFR World Robotics counts more than 20,000 humanoids
The IFR yearbook has more than 20,000 humanoids
World Bank data show growth above 5 %
As counted by the World Health Organization
The WHO declares the pandemic over
Per the IMF, growth is above 3 %
Numbers from Stack Overflow, in May
The price on CoinMarketCap.com is above 100,000
OpenAI announces it
A peer-reviewed paper shows it
It ranks first on the LMArena leaderboard
The census counts fewer people than in 2020
Tesla's annual report has it
Epoch AI estimates more than 1e27 FLOP
According to three newspapers
以国家统计局公布的CPI为准
工信部认定超过十万台
据IDC数据，出货量超过一亿
中国汽车工业协会的数据高于三成
世界卫生组织宣布结束
年鉴里超过两万台
按海关口径高于去年
央行公告降息
财报显示盈利
""".strip().splitlines()

UNNAMED = """
No public model is level
Prices fall below 100
More than 20,000 are sold in Germany
It happens before the election
At least one company does it in China
I can do it in March
GDP grows by more than 5 %
The US wins in Paris
AI does better
Everybody says so
没有一家公司做到
价格跌破一百
在中国卖出两万台
销量超过去年
有人做到
大家都会用
""".strip().splitlines()


@pytest.mark.parametrize("criteria", NAMED)
def test_who_counts_or_where_it_is_written_is_a_place_to_look(criteria):
    assert names_a_place(criteria)


@pytest.mark.parametrize("criteria", UNNAMED)
def test_what_says_neither_who_counts_nor_where_is_none(criteria):
    assert not names_a_place(criteria)


@pytest.mark.parametrize(
    ("criteria", "words"),
    [
        ("It does better", ["better"]),
        ("It does much better than humans", ["better"]),
        ("Robots become cheaper", []),
        ("The model is more useful", ["more useful"]),
        ("It outperforms doctors", ["outperforms"]),
        ("Quality improves significantly", ["improves", "significantly"]),
        ("It is widely used, and soon", ["widely", "soon"]),
        ("A successful launch", ["successful"]),
        ("机器人做得更好", ["更好"]),
        ("越来越便宜", []),
        ("越来越可靠", ["越来越可靠"]),
        ("明显更强", ["明显", "更强"]),
        ("普遍使用", ["普遍"]),
        ("It does better by 5 points", []),
        ("It is cheaper by half", []),
        ("It does better on the benchmark", []),
        ("It has a higher score than o1", []),
        ("Robots cost less than 20,000 dollars", []),
        ("It ranks above every human", []),
        ("better", []),
        ("更好的得分", []),
        ("比人便宜三成", []),
        ("价格跌破一百", []),
    ],
)
def test_words_that_can_be_read_in_many_ways_are_found(criteria, words):
    assert vague_words(criteria) == words
