"""The round table that ships with kg, beside the article and the curation it was made from."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from kg.domain.keys import key
from kg.domain.quotes import find
from tests.data.reading import FOLDER, LONGEST_QUOTE, given, names, positions


@dataclass
class Passage:
    """A turn as the article has it."""

    section: str | None
    speaker: str
    text: str = ""


HOSTS = {"张鹏": "zhang-peng-geekpark", "颜水成": "yan-shuicheng", "汪华": "wang-hua"}


@pytest.fixture(scope="module")
def article(roundtable: Path) -> str:
    """The article without its marks for bold and escapes."""
    text = (roundtable / "transcript.md").read_text(encoding="utf-8")
    return re.sub(r"[*\\]", "", text)


@pytest.fixture(scope="module")
def passages(article: str) -> list[Passage]:
    """The article cut into turns: the headings of sections belong to none."""
    found = [Passage("00", "geekpark-editors")]
    section, in_heading = "00", False
    for line in article.splitlines():
        if re.fullmatch(r"\d\d", line.strip()):
            section, in_heading = line.strip(), True
        elif label := re.match(rf"({'|'.join(HOSTS)})\s*：", line):
            found.append(Passage(section, HOSTS[label[1]]))
            in_heading = False
        elif line.startswith("头图来源"):
            found.append(Passage(None, "geekpark-editors"))
        if not in_heading:
            found[-1].text += line + "\n"
    return found


def test_the_turns_are_those_of_the_article(data, passages):
    assert [(given(turn.section), turn.speaker) for turn in data.sources[0].turns] == [
        (passage.section, passage.speaker) for passage in passages
    ]


def test_every_quotation_stands_in_its_turn(data, passages, article):
    for claim, one in positions(data):
        text = passages[one.turn].text if given(one.turn) is not None else article
        assert find(text, one.quote), (claim.id, one.quote)


def test_horizons_are_words_of_the_turn_that_predicts(data, passages):
    turn = {claim.id: claim.positions[0].turn for claim in data.claims}
    for one in data.predictions:
        if one.horizon is not None:
            assert any(one.horizon in passages[turn[claim]].text for claim in one.claims), one.id


def test_the_text_of_the_article_is_not_shipped(data, article):
    squeezed = re.sub(r"\s", "", article)
    title = re.sub(r"\s", "", data.sources[0].title["zh"])
    for path in FOLDER.glob("*.yaml"):
        for line in path.read_text(encoding="utf-8").splitlines():
            words = re.sub(r"\s", "", line)
            for start in range(len(words) - LONGEST_QUOTE):
                piece = words[start : start + LONGEST_QUOTE + 1]
                if re.search("[\u4e00-\u9fff]", piece) and piece in squeezed:
                    assert piece in title, (path.name, piece)


# The curation gave what is relayed to who relays it, let three guests agree with themselves where
# they agreed with the host, and had three links the wrong way.
RELAYED = {"c003": "sam-altman", "c076": "live-audience", "s19": "live-audience"}
SAYS_YES_TO_THE_HOST = {"s08": {"c185"}, "s13": {"c189"}, "s30": {"c197"}}
ANOTHER_KIND = {"c100": "opinion"}
LINKS_MENDED = {"r24", "r94", "r117"}
LESS_SURE = {"p33": "low"}
STANCES = {"agree": "agrees", "disagree": "disagrees", "partly": "partly", "asks": "asks"}


@pytest.fixture(scope="module")
def curated(roundtable: Path) -> Any:
    return json.loads((roundtable / "curated.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def speaker_called(data: Any) -> dict[str, str]:
    """The id of a speaker, by its English name."""
    return {speaker.names["en"]: speaker.id for speaker in data.speakers}


def test_claims_keep_their_author_kind_and_weight(data, curated, speaker_called):
    claims = {claim.id: claim for claim in data.claims}
    for one in curated["claims"]:
        uid = one["id"].lower()
        claim = claims[uid]
        author = RELAYED.get(uid, speaker_called[one["speaker"]])
        assert claim.positions[0].speaker == author, uid
        assert claim.positions[0].quote in one["key_phrase"], uid
        assert claim.kind == ANOTHER_KIND.get(uid, one["kind"]), uid
        assert claim.weight == {1: "main", 2: "detail"}[one["tier"]], uid


def test_stances_keep_who_takes_them_and_towards_what(data, curated, speaker_called):
    for one in curated["stances"]:
        uid = one["id"].lower()
        found = [
            (claim.id, position)
            for claim, position in positions(data)
            if (given(position.id) or "").split(".")[0] == uid
        ]
        targets = SAYS_YES_TO_THE_HOST.get(uid, {target.lower() for target in one["targets"]})
        assert {claim for claim, _ in found} == targets, uid
        for _, position in found:
            assert position.speaker == RELAYED.get(uid, speaker_called[one["speaker"]]), uid
            assert position.stance == STANCES[one["stance"]], uid
            assert position.quote == one["key_phrase"], uid


def test_links_keep_their_ends_and_kind(data, curated):
    links = {link.id: (link.from_, link.kind.value, link.to) for link in data.links}
    for one in curated["relations"]:
        uid = one["id"].lower()
        ends = (one["source"].lower(), one["relation"], one["target"].lower())
        assert (links[uid] == ends) is (uid not in LINKS_MENDED), uid


def test_predictions_keep_their_window_probability_and_verdict(data, curated):
    predictions = {one.id: one for one in data.predictions}
    for one in curated["predictions"]:
        uid = one["id"].lower()
        prediction = predictions[uid]
        assert prediction.claims == [claim.lower() for claim in one["claims"]], uid
        assert prediction.due == one["due"], uid
        assert prediction.forecasts[0].probability == one["p"], uid
        assert ("core" in prediction.tags) is one["core"], uid
        verdicts = [
            (verdict.outcome.value, verdict.confidence.value)
            for verdict in given(prediction.resolutions) or []
        ]
        curated_verdict = (one["verdict"], LESS_SURE.get(uid, one["verdict_confidence"]))
        assert verdicts == ([] if one["verdict"] == "still open" else [curated_verdict]), uid


def test_every_fact_that_was_checked_has_a_resolution(data, curated):
    checked = {claim.id for claim in data.claims if given(claim.resolutions)}
    assert {
        uid.lower() for one in curated["facts_checked"] for uid in one["claim"].split()
    } <= checked


def test_every_name_that_was_curated_is_found(data, curated):
    known = {key(name) for one in data.concepts for name in names(one)}
    for entity in curated["entities"]:
        assert key(entity["en"]) in known, entity["en"]
        assert key(entity["zh"]) in known, entity["zh"]
