"""What charts say, in the languages in which they speak."""

from collections.abc import Mapping

Words = Mapping[str, str]

WORDS: dict[str, Words] = {
    "en": {
        "title": "How the forecasts turned out",
        "as of": "As of {day}",
        "calibration": "Calibration",
        "calibration means": (
            "Over each probability that was said, how often it comes true: on the diagonal the two "
            "are equal. The band is where somebody calibrated would be, nine times in ten; larger "
            "dots stand for more forecasts."
        ),
        "said": "said",
        "came true": "came true",
        "too few": "{of}: {n} decided, too few for a calibration diagram ({from} are needed).",
        "none": "No forecast has been decided yet.",
        "n": "{of}, {n} decided",
        "bars": "Hit rates",
        "bars mean": (
            "How often each was on the right side of 50 %; the line holds the rate behind it with "
            "95 %. Scores of different people compare only as far as they spoke of the same."
        ),
        "more speakers": "{n} more speakers are not shown.",
        "hits of": "{hits} of {n}",
        "duels": "Head to head",
        "duels mean": (
            "Claims on which two of the speakers who are scored most took opposite sides before "
            "the verdict: on how many each was right, at their own side of the bar."
        ),
        "no duels": "No two of them took opposite sides on anything that can be checked.",
        "who is right": "right",
        "in between": "partly, under some readings each, came round, or unclear",
        "undecided": "open",
        "duel partly": "{n} partly",
        "duel mixed": "{n} under some readings each",
        "duel came round": "{n} where one came round",
        "duel unclear": "{n} unclear or void",
        "duel open": "{n} open",
        "duel few": "too few to say, {n} decided",
        "between": ", ",
        "more duels": "The first {shown} of {all} pairs by how much is decided.",
        "timeline": "Predictions in time",
        "timeline means": (
            "From when it was said (ring) to when it was due (bar); the sign stands where it was "
            "decided."
        ),
        "more predictions": "The first {shown} of {all} predictions by when they are due.",
        "no predictions": "There are no predictions yet.",
        "table": "The same as a table",
        "number": "Number",
        "prediction": "Prediction",
        "who": "Who",
        "when said": "Said",
        "due": "Due",
        "decided": "Decided",
        "outcome": "Outcome",
        "missing": (
            "No font on this machine has {characters}; they are drawn as ?. An .html or .svg file "
            "shows them wherever it is opened."
        ),
        "stated": "stated as a number",
        "verbal": "read from words",
        "implied": "implied by a stance",
        "right": "right",
        "partly": "partly",
        "wrong": "wrong",
        "unclear": "unclear",
        "void": "void",
        "overdue": "overdue",
        "open": "open",
    },
    "zh": {
        "title": "预测的结果",
        "as of": "截至 {day}",
        "calibration": "校准",
        "calibration means": (
            "每个说出的概率对应实际成真的频率：落在对角线上即两者相等。"
            "阴影是校准良好者十次有九次所在的范围；点越大，预测越多。"
        ),
        "said": "说的概率",
        "came true": "成真",
        "too few": "{of}：已有结果 {n} 个，不足以画校准图（需要 {from} 个）。",
        "none": "还没有已见分晓的预测。",
        "n": "{of}，已有结果 {n} 个",
        "bars": "命中率",
        "bars mean": (
            "站在 50 % 正确一侧的比例；横线是其 95 % 区间。"
            "不同的人谈的事不同，只在谈同样的事时可比。"
        ),
        "more speakers": "另有 {n} 人未画出。",
        "hits of": "{hits} / {n}",
        "duels": "两两对照",
        "duels mean": (
            "评分最多的人当中，两人在裁定之前立场相反的论断：各自有几个说对了，标在自己那一侧。"
        ),
        "no duels": "他们当中没有两人在可以检验的事上立场相反。",
        "who is right": "说对",
        "in between": "部分对、各对一部分解读、改变立场或不明",
        "undecided": "未决",
        "duel partly": "部分对 {n}",
        "duel mixed": "各对一部分解读 {n}",
        "duel came round": "一方改变了立场 {n}",
        "duel unclear": "不明或作废 {n}",
        "duel open": "未决 {n}",
        "duel few": "太少，不足以下结论（已决 {n}）",
        "between": "，",
        "more duels": "共 {all} 对，按已决的多少画出前 {shown} 对。",
        "timeline": "时间线",
        "timeline means": "从说出（圆圈）到到期（竖线）；符号标在裁定之日。",
        "more predictions": "共 {all} 个预测，按到期日画出前 {shown} 个。",
        "no predictions": "还没有预测。",
        "table": "同样内容的表格",
        "number": "编号",
        "prediction": "预测",
        "who": "谁",
        "when said": "说出",
        "due": "到期",
        "decided": "裁定",
        "outcome": "结果",
        "missing": (
            "本机没有字体包含 {characters}，画成了 ?。.html 或 .svg 文件在哪里打开都能显示。"
        ),
        "stated": "直接给出的数字",
        "verbal": "由言辞读出",
        "implied": "由立场推断",
        "right": "对",
        "partly": "部分对",
        "wrong": "错",
        "unclear": "不明",
        "void": "作废",
        "overdue": "逾期",
        "open": "未到期",
    },
}


def words_in(language: str) -> Words:
    """The words in a language, or in English where charts do not speak it."""
    return WORDS.get(language.split("-", maxsplit=1)[0], WORDS["en"])
