"""The round table that ships with kg: complete, and sound in itself."""

import re
from collections import Counter, defaultdict

from msgspec import UNSET

from kg.domain.dates import PartialDate
from kg.domain.keys import key
from kg.domain.vocabulary import Basis, ClaimKind, Grade, Outcome, Stance
from tests.data.reading import (
    FOLDER,
    LONGEST_QUOTE,
    cited,
    given,
    ids,
    names,
    positions,
    resolutions,
)

OPENING = "# yaml-language-server: $schema=../notebook.schema.json\nkg: 1\n"
DECIDED = "2026-11-23"
PUT_AS_A_QUESTION = {"c185"}
"""Claims that nobody asserted: the host only asked, and a guest agreed."""
OUTSIDE_ALL_TURNS = {"c003": "geekpark-editors"}
"""A position that stands in the heading of a section."""


def test_every_file_opens_with_the_schema_and_the_form():
    for path in FOLDER.glob("*.yaml"):
        assert path.read_text(encoding="utf-8").startswith(OPENING), path.name


def test_lines_have_no_tabs_and_no_trailing_space():
    for path in FOLDER.glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\t|[ \t]$", text, re.MULTILINE), path.name
        assert re.search(r"[^\n]\n\Z", text), path.name


def test_all_that_was_curated_is_there(data):
    assert {f"c{number:03}" for number in range(1, 176)} <= ids(data.claims)
    assert {f"p{number:02}" for number in range(1, 60)} == ids(data.predictions)
    assert {f"r{number:02}" for number in range(1, 123)} <= ids(data.links)
    assert {one.id[:3] for one in data.evidence} >= {f"e{number:02}" for number in range(1, 71)}
    taken = {one.id.split(".")[0] for _, one in positions(data) if one.id is not UNSET}
    assert taken == {f"s{number:02}" for number in range(1, 49)}


def test_ids_are_unique(data):
    for found in (
        *(data.speakers, data.concepts, data.sources, data.evidence),
        *(data.claims, data.links, data.predictions),
        [one for _, one in positions(data) if one.id is not UNSET],
    ):
        counted = Counter(one.id for one in found)
        assert not [uid for uid, count in counted.items() if count > 1]


def test_every_reference_is_the_id_of_a_record(data):
    speakers, sources, claims = ids(data.speakers), ids(data.sources), ids(data.claims)
    assert {one.speaker for _, one in positions(data)} <= speakers
    assert {one.source for _, one in positions(data)} <= sources
    assert {one for claim in data.claims for one in claim.about} <= ids(data.concepts)
    assert {end for link in data.links for end in (link.from_, link.to)} <= claims
    assert {link.by for link in data.links if given(link.by)} <= speakers
    assert {one for prediction in data.predictions for one in prediction.claims} <= claims
    assert {one.speaker for each in data.predictions for one in each.forecasts} <= speakers
    assert {one for _, each in resolutions(data) for one in cited(each)} <= ids(data.evidence)


def test_what_people_read_is_there_in_english_and_in_chinese(data):
    for wording in (
        *[one.names for one in [*data.speakers, *data.concepts]],
        *[one.note for one in [*data.speakers, *data.concepts, *data.links]],
        *[one.title for one in [*data.sources, *data.evidence]],
        *[one.statement for one in [*data.claims, *data.predictions]],
        *[one.criteria for one in data.predictions],
        *[one.note for one in [*data.claims, *data.predictions] if given(one.note)],
        *[one.note for _, one in positions(data) if given(one.note)],
        *[one.note for _, one in resolutions(data)],
    ):
        assert wording.keys() == {"en", "zh"}, wording


def test_a_name_or_alias_is_that_of_one_concept_only(data):
    for found in (data.concepts, data.speakers):
        bearers = defaultdict(set)
        for one in found:
            for name in names(one):
                bearers[key(name)].add(one.id)
        assert not {name: some for name, some in bearers.items() if len(some) > 1}


def test_aliases_add_to_the_names_and_carry_no_marks(data):
    for one in [*data.concepts, *data.speakers]:
        keys = [key(name) for name in given(one.aliases) or []]
        assert len(set(keys)) == len(keys), one.id
        assert not set(keys) & {key(name) for name in one.names.values()}, one.id
        for name in given(one.aliases) or []:
            assert not re.search(r"[\\「」《》]|\(sic\)|loosely", name), name


def test_every_concept_has_a_claim_about_it(data):
    about = {one for claim in data.claims for one in claim.about}
    assert not ids(data.concepts) - about


def test_a_claim_names_each_of_its_concepts_once(data):
    for claim in data.claims:
        assert claim.about, claim.id
        assert len(set(claim.about)) == len(claim.about), claim.id


def test_broader_concepts_lead_upwards_and_never_round(data):
    broader = {one.id: given(one.broader) for one in data.concepts}
    for start in broader:
        chain = [start]
        while above := broader[chain[-1]]:
            assert above not in chain, " → ".join([*chain, above])
            chain.append(above)


def test_the_first_position_is_the_authors(data):
    first = {claim.id: claim.positions[0].stance for claim in data.claims}
    asked = {uid for uid, stance in first.items() if stance is Stance.ASKS}
    assert asked == PUT_AS_A_QUESTION
    assert {stance for uid, stance in first.items() if uid not in asked} == {Stance.ASSERTS}


def test_every_position_says_when_where_and_in_which_words(data):
    turns = {turn.number for turn in data.sources[0].turns}
    for claim, one in positions(data):
        assert one.said, claim.id
        assert one.source == data.sources[0].id, claim.id
        assert 0 < len(one.quote) <= LONGEST_QUOTE, (claim.id, one.quote)
        if OUTSIDE_ALL_TURNS.get(claim.id) != one.speaker:
            assert one.turn in turns, (claim.id, one.quote)


def test_turns_run_through_the_source_without_a_gap(data):
    turns = data.sources[0].turns
    assert [turn.number for turn in turns] == list(range(len(turns)))
    assert {turn.speaker for turn in turns} <= ids(data.speakers)
    assert list(dict.fromkeys(given(turn.section) for turn in turns)) == [
        *(f"{number:02}" for number in range(12)),
        None,
    ]


def test_a_position_stands_in_a_turn_of_its_speaker_or_is_said_to_be_reported(data):
    speaker_of = {turn.number: turn.speaker for turn in data.sources[0].turns}
    for claim, one in positions(data):
        if given(one.turn) is not None and one.speaker != speaker_of[one.turn]:
            assert one.note["en"], claim.id
            assert one.speaker in {"geekpark-editors", "sam-altman", "live-audience"}, claim.id


def test_links_join_two_claims_once(data):
    drawn = Counter((link.from_, link.kind, link.to) for link in data.links)
    assert max(drawn.values()) == 1
    assert all(link.from_ != link.to for link in data.links)


def test_predictions_read_claims_of_the_kind_and_can_be_checked(data):
    kind = {claim.id: claim.kind for claim in data.claims}
    for one in data.predictions:
        assert {kind[claim] for claim in one.claims} == {ClaimKind.PREDICTION}, one.id
        assert PartialDate.parse(one.opens).first < PartialDate.parse(one.due).last, one.id


def test_the_forecaster_is_the_author_of_a_claim_and_the_words_are_given(data):
    authors = {claim.id: claim.positions[0].speaker for claim in data.claims}
    for one in data.predictions:
        (forecast,) = one.forecasts
        assert forecast.speaker in {authors[claim] for claim in one.claims}, one.id
        assert forecast.basis is Basis.VERBAL, one.id
        assert forecast.words, one.id
        assert 0 < forecast.probability < 1, one.id
        assert "hindsight" in one.tags


def test_five_predictions_are_open_and_the_others_came_out_as_curated(data):
    outcomes = Counter(
        one.resolutions[0].outcome if given(one.resolutions) else "open" for one in data.predictions
    )
    assert outcomes == {"right": 31, "partly": 15, "wrong": 6, "unclear": 2, "open": 5}
    for one in data.predictions:
        if not given(one.resolutions):
            assert one.due > DECIDED, one.id
            assert one.note["en"].startswith("As of "), one.id


def test_verdicts_say_when_how_sure_and_why(data):
    for record, one in resolutions(data):
        assert one.decided == DECIDED, record.id
        assert one.confidence, record.id
        assert (one.fraction == 0.5) is (one.outcome is Outcome.PARTLY), record.id


def test_a_verdict_rests_on_evidence_that_was_read_or_is_unclear(data):
    grade = {one.id: one.grade for one in data.evidence}
    for record, one in resolutions(data):
        assert Grade.MEMORY not in {grade[uid] for uid in cited(one)}, record.id
        assert cited(one) or one.outcome is Outcome.UNCLEAR, record.id


def test_evidence_has_an_address_or_says_where_it_stood(data):
    for one in data.evidence:
        assert given(one.url) or one.note["en"], one.id
        assert given(one.published), one.id
        assert given(one.grade), one.id
        assert "…" not in (given(one.url) or ""), one.id


def test_the_source_names_its_publisher_its_editors_and_its_address(data):
    (source,) = data.sources
    assert source.url == "https://mp.weixin.qq.com/s/olALbpciQ_omproZjLwnZw"
    assert "极客公园" in source.publisher
    assert all(name in source.note["zh"] for name in ("今夜科技谈", "宛辰", "靖宇"))
    assert source.recorded == "2024-09"


def test_the_readme_credits_the_publisher():
    readme = (FOLDER.parent / "README.md").read_text(encoding="utf-8")
    for words in ("GeekPark", "极客公园", "olALbpciQ_omproZjLwnZw", "宛辰", "靖宇", "MIT"):
        assert words in readme
