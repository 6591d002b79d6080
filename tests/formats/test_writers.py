"""What writers give, readers take back: whatever their table promises, for any notebook."""

import io
import re
from collections import Counter

import networkx as nx
import pytest
import yaml
from hypothesis import HealthCheck, Phase, given, settings

from kg.domain.keys import key
from kg.domain.wording import said_in
from kg.formats import (
    aif,
    argdown,
    bibliography,
    claim_review,
    csv_set,
    fatebook,
    forecast_tables,
    gexf,
    linked_data,
    markdown_folder,
    metaculus,
)
from kg.formats.argdown_text import parse
from kg.formats.argdown_writing import titles_of
from kg.formats.places import Place
from kg.formats.told import Told, middle, verdict
from tests.formats.inventing import notebooks
from tests.formats.test_graphml import small
from tests.formats.test_round_trips import gathered, taken_in_if_told_apart

any_notebook = given(notebook=notebooks())
few = settings(
    max_examples=10,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


def pairs_of(notebook):
    """A notebook as it is gathered: what was invented, cleaned."""
    opened = taken_in_if_told_apart(notebook)
    found = [(word, one) for word, some in gathered(opened).items() for one in some]
    opened.close()
    return found


def written(write, found):
    stream = io.StringIO()
    write(found, stream)
    return stream.getvalue()


def place(folder, name, text):
    path = folder / name
    path.write_bytes(text.encode())
    return Place(path)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("writers")


def one_line(text):
    return " ".join(text.split())


@few
@any_notebook
def test_argdown_gives_back_statements_tags_and_relations(notebook):
    told = Told(pairs_of(notebook))
    debate = parse(written(argdown.FORMAT.write, iter(pairs_of(notebook))), "a", "a")
    everything = {**debate.statements, **debate.arguments}
    titles = {uid: title[1:-1] for uid, title in titles_of(told).items()}
    assert {title: one.text for title, one in everything.items()} == {
        titles[uid]: one_line(said_in(one["statement"])) for uid, one in told.of["claims"].items()
    }
    kinds = {"supports": "support", "opposes": "attack"}
    assert {(one.kind, one.start[1], one.end[1]) for one in debate.relations} == {
        (kinds[link["kind"]], titles[link["from"]], titles[link["to"]])
        for link in told.links
        if link["kind"] in kinds
    }


@few
@any_notebook
def test_aif_gives_back_claims_positions_and_the_links_it_has(folder, notebook):
    found = pairs_of(notebook)
    told = Told(found)
    again = aif.read(place(folder, "a.json", written(aif.FORMAT.write, found))).notebook
    assert [said(one.statement) for one in again.claims] == [
        said_in(one["statement"]) for one in told.of["claims"].values()
    ]
    names = {one.id: one.names for one in again.speakers}

    def positions(claims, name, field):
        return [
            Counter((name(one), field(one, "stance"), field(one, "said")) for one in some)
            for some in claims
        ]

    assert positions(
        (one.positions or () for one in again.claims),
        lambda one: key(said(names[one.speaker])),
        lambda one, field: getattr(one, field) or None,
    ) == positions(
        (one.get("positions", ()) for one in told.of["claims"].values()),
        lambda one: key(told.name("speakers", one["speaker"])),
        lambda one, field: one.get(field),
    )
    numbers = {one.id: number for number, one in enumerate(again.claims)}
    uids = list(told.of["claims"])
    assert {(numbers[one.from_], one.kind, numbers[one.to]) for one in again.links} == {
        (uids.index(one["from"]), one["kind"], uids.index(one["to"]))
        for one in told.links
        if one["kind"] in {"supports", "opposes", "restates"}
    }


def said(wording):
    return wording if isinstance(wording, str) else said_in(wording)


@few
@any_notebook
def test_claim_review_gives_back_what_was_checked(folder, notebook):
    found = pairs_of(notebook)
    told = Told(found)
    again = claim_review.read(
        place(folder, "a.json", written(claim_review.FORMAT.write, found))
    ).notebook
    checked: dict[str, set] = {}
    for claim in [
        *told.of["claims"].values(),
        *(
            told.of["claims"][uid] | {"resolutions": one.get("resolutions", ())}
            for one in told.of["predictions"].values()
            for uid in one["claims"]
        ),
    ]:
        for one in claim.get("resolutions", ()):
            if not one.get("withdrawn"):
                same = key(said_in(claim["statement"]))
                checked.setdefault(same, set()).add((one["outcome"], one["decided"]))
    read = {
        key(said(one.statement)): {
            (check.outcome, check.decided) for check in one.resolutions or ()
        }
        for one in again.claims
    }
    assert read.keys() == checked.keys()
    assert all(read[statement] <= checked[statement] for statement in read)


def asked(told):
    """Predictions by what they ask, with forecasts that have numbers, and the verdict's day."""
    found: Counter = Counter()
    for one in told.of["predictions"].values():
        decided = verdict(one)
        title = one_line(told.statement(one)).lstrip("'")
        found[title, one.get("due"), decided["decided"] if decided else None] += 1
    return found


def guesses(told):
    return Counter(
        (key(told.name("speakers", one["speaker"]).lstrip("'")), middle(one), one.get("made"))
        for prediction in told.of["predictions"].values()
        for one in prediction.get("forecasts", ())
        if middle(one) is not None
    )


@few
@any_notebook
def test_metaculus_gives_back_questions_forecasts_and_verdicts(tmp_path_factory, notebook):
    found = pairs_of(notebook)
    told, folder = Told(found), tmp_path_factory.mktemp("metaculus")
    forecast_tables.write_metaculus(found, folder)
    again = metaculus.read(Place(folder)).notebook
    names = {one.id: one.names for one in again.speakers}
    statements = {one.id: said(one.statement) for one in again.claims}
    assert Counter(
        (
            one_line(statements[one.id]).lstrip("'"),
            one.due or None,
            one.resolutions[0].decided if one.resolutions else None,
        )
        for one in again.predictions
    ) == asked(told)
    assert Counter(
        (
            key(said(names[one.speaker]).lstrip("'")),
            one.probability,
            one.made or None,
        )
        for prediction in again.predictions
        for one in prediction.forecasts or ()
    ) == guesses(told)


@few
@any_notebook
def test_fatebook_gives_back_forecasts(folder, notebook):
    found = pairs_of(notebook)
    told = Told(found)
    text = written(forecast_tables.write_fatebook, found)
    if "\n" not in text.strip():
        return
    again = fatebook.read(place(folder, "f.csv", text)).notebook
    names = {one.id: one.names for one in again.speakers}
    assert Counter(
        (
            key(said(names[one.speaker]).lstrip("'")),
            one.probability,
            one.made or None,
        )
        for prediction in again.predictions
        for one in prediction.forecasts or ()
    ) == guesses(told)


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")
@few
@any_notebook
def test_linked_data_is_one_graph_in_both_forms(notebook):
    import rdflib
    from rdflib.compare import isomorphic

    found = pairs_of(notebook)
    as_json = rdflib.Graph().parse(data=written(linked_data.write_json, found), format="json-ld")
    as_turtle = rdflib.Graph().parse(data=written(linked_data.write_turtle, found), format="turtle")
    assert isomorphic(as_json, as_turtle)
    schema = rdflib.Namespace("https://schema.org/")
    claims = set(as_turtle.subjects(rdflib.RDF.type, schema.Claim))
    assert {
        (str(text), text.language)
        for claim in claims
        for text in as_turtle.objects(claim, schema.text)
        if isinstance(text, rdflib.Literal)
    } == {
        (text, language)
        for one in Told(found).of["claims"].values()
        for language, text in one["statement"].items()
    }


SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix ns: <tag:kg-notebook,2026:ns/> .
[] a sh:NodeShape ; sh:targetClass schema:ClaimReview ;
  sh:property [ sh:path schema:claimReviewed ; sh:minCount 1 ] ;
  sh:property [ sh:path schema:itemReviewed ; sh:class schema:Claim ; sh:minCount 1 ] ;
  sh:property [ sh:path schema:datePublished ; sh:minCount 1 ; sh:maxCount 1 ] ;
  sh:property [ sh:path schema:citation ; sh:class schema:CreativeWork ] ;
  sh:property [ sh:path schema:reviewRating ; sh:minCount 1 ; sh:maxCount 1 ; sh:class schema:Rating ] .
[] a sh:NodeShape ; sh:targetClass schema:Rating ;
  sh:property [ sh:path schema:alternateName ; sh:minCount 1 ; sh:maxCount 1 ] ;
  sh:property [ sh:path schema:ratingValue ; sh:minInclusive 1.0e0 ; sh:maxInclusive 5.0e0 ] .
[] a sh:NodeShape ; sh:targetClass skos:Concept ;
  sh:property [ sh:path skos:prefLabel ; sh:minCount 1 ; sh:uniqueLang true ] ;
  sh:property [ sh:path skos:broader ; sh:class skos:Concept ] .
[] a sh:NodeShape ; sh:targetClass schema:Claim ;
  sh:property [ sh:path schema:text ; sh:minCount 1 ; sh:uniqueLang true ] ;
  sh:property [ sh:path schema:about ; sh:class skos:Concept ] ;
  sh:property [ sh:path schema:author ; sh:class prov:Agent ] .
[] a sh:NodeShape ; sh:targetClass ns:Position ;
  sh:property [ sh:path ns:ofClaim ; sh:class schema:Claim ; sh:minCount 1 ; sh:maxCount 1 ] ;
  sh:property [ sh:path ns:stance ; sh:in ( "asserts" "agrees" "partly" "disagrees" "asks" ) ; sh:minCount 1 ] ;
  sh:property [ sh:path prov:wasAttributedTo ; sh:class prov:Agent ; sh:minCount 1 ; sh:maxCount 1 ] ;
  sh:property [ sh:path prov:wasQuotedFrom ; sh:class prov:Entity ; sh:maxCount 1 ] .
"""


def test_linked_data_of_the_round_table_has_the_shape_of_its_vocabularies(kg, home):
    import pyshacl
    import rdflib

    from tests.conftest import REPOSITORY

    kg("init")
    kg("import", REPOSITORY / "data" / "roundtable")
    kg("export", "out.ttl")
    graph = rdflib.Graph().parse(home / "out.ttl", format="turtle")
    shapes = rdflib.Graph().parse(data=SHAPES, format="turtle")
    holds, _, report = pyshacl.validate(graph, shacl_graph=shapes)
    assert holds, report
    graph.remove((None, rdflib.URIRef("tag:kg-notebook,2026:ns/stance"), None))
    assert not pyshacl.validate(graph, shacl_graph=shapes)[0]


GEXF = """<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://gexf.net/1.3"
    datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <start>
    <element name="gexf">
      <attribute name="version"><value>1.3</value></attribute>
      <optional><attribute name="schemaLocation" ns="http://www.w3.org/2001/XMLSchema-instance"/></optional>
      <element name="graph">
        <attribute name="defaultedgetype"><choice><value>directed</value><value>undirected</value></choice></attribute>
        <zeroOrMore><element name="attributes">
          <attribute name="class"><choice><value>node</value><value>edge</value></choice></attribute>
          <oneOrMore><element name="attribute">
            <attribute name="id"/> <attribute name="title"/>
            <attribute name="type"><choice>
              <value>boolean</value> <value>long</value> <value>double</value> <value>string</value>
            </choice></attribute>
          </element></oneOrMore>
        </element></zeroOrMore>
        <element name="nodes"><zeroOrMore><element name="node">
          <attribute name="id"/> <attribute name="label"/> <ref name="values"/>
        </element></zeroOrMore></element>
        <element name="edges"><zeroOrMore><element name="edge">
          <attribute name="id"/> <attribute name="source"/> <attribute name="target"/>
          <optional><attribute name="weight"><data type="double"><param name="minExclusive">0</param></data></attribute></optional>
          <ref name="values"/>
        </element></zeroOrMore></element>
      </element>
    </element>
  </start>
  <define name="values"><optional><element name="attvalues"><oneOrMore><element name="attvalue">
    <attribute name="for"/> <attribute name="value"/>
  </element></oneOrMore></element></optional></define>
</grammar>"""
"""What GEXF 1.3 asks of a file without hierarchy, dynamics and looks, in words of our own.

Its published schema takes all of this: the order of parts, and the types of attributes.
"""
IN_XML = {
    "boolean": re.compile("true|false"),
    "long": re.compile(r"-?\d+"),
    "double": re.compile(r"-?\d+(\.\d+)?(e[-+]?\d+)?"),
    "string": re.compile("(?s).*"),
}


def assert_is_gexf(text: str) -> None:
    """Hold a file against the rules, and against itself: what is named is there, once."""
    from lxml import etree

    tree = etree.fromstring(text.encode())
    etree.RelaxNG(etree.fromstring(GEXF)).assertValid(tree)
    space = {"g": "http://gexf.net/1.3"}
    nodes = tree.xpath("//g:node/@id", namespaces=space)
    edges = tree.xpath("//g:edge/@id", namespaces=space)
    ends = tree.xpath("//g:edge/@source | //g:edge/@target", namespaces=space)
    assert len(set(nodes)) == len(nodes) and len(set(edges)) == len(edges)
    assert set(ends) <= set(nodes)
    for sort in ("node", "edge"):
        declared = {
            one.get("id"): one.get("type")
            for one in tree.xpath(f"//g:attributes[@class='{sort}']/*", namespaces=space)
        }
        for one in tree.xpath(f"//g:{sort}//g:attvalue", namespaces=space):
            assert IN_XML[declared[one.get("for")]].fullmatch(one.get("value"))


@pytest.mark.parametrize("kind", [nx.Graph, nx.MultiDiGraph])
def test_gexf_keeps_the_rules_of_its_schema(kind):
    assert_is_gexf(written(gexf.write, small(kind)))


@pytest.mark.parametrize("graph", ["claims", "speakers", "concepts", "camps"])
def test_graphs_of_the_round_table_are_gexf(kg, home, graph):
    from tests.conftest import REPOSITORY

    kg("init")
    kg("import", REPOSITORY / "data" / "roundtable")
    kg("export", "out.gexf", "--graph", graph)
    assert_is_gexf((home / "out.gexf").read_text("utf-8"))


@pytest.mark.parametrize("kind", [nx.Graph, nx.MultiDiGraph])
def test_gexf_is_read_by_networkx_as_it_was(kind):
    graph = small(kind)
    text = written(gexf.write, graph)
    again = nx.read_gexf(io.BytesIO(text.encode()))
    assert again.is_directed() == graph.is_directed()
    assert dict(again.nodes(data=True)) == dict(graph.nodes(data=True))
    wanted = [dict(values) for _, _, values in graph.edges(data=True)]
    got = [
        {name: value for name, value in values.items() if name not in {"id", "label"}}
        for _, _, values in again.edges(data=True)
    ]
    assert got == wanted


@few
@any_notebook
def test_notes_link_to_notes_that_are_there_and_have_their_properties(tmp_path_factory, notebook):
    found, folder = pairs_of(notebook), tmp_path_factory.mktemp("notes")
    markdown_folder.write(found, folder)
    files = {path.relative_to(folder).with_suffix("").as_posix() for path in folder.rglob("*.md")}
    told = Told(found)
    assert len(files) == sum(len(told.of[sort]) for sort in markdown_folder.FOLDERS)
    ids: Counter = Counter()
    for path in folder.rglob("*.md"):
        text = path.read_text("utf-8")
        _, head, body = re.split(r"^---\n", text, maxsplit=2, flags=re.MULTILINE)
        ids[yaml.safe_load(head)["id"]] += 1
        for target in re.findall(r"(?<!\\)\[\[([^|\]]+)\|", body):
            assert target in files
    assert sum(ids.values()) == len(files)


def test_notes_of_many_claims_that_begin_alike_have_names_of_their_own(tmp_path):
    words = ["x" * 300, "追赶" * 100, "Late", "late", "Late 2", "CON", "?"]
    found = [
        ("claims", {"id": f"c{number}", "kind": "fact", "statement": {"en": text}})
        for number, text in enumerate(words * 300)
    ]
    markdown_folder.write(found, tmp_path)
    names = [path.name for path in (tmp_path / "Claims").iterdir()]
    assert len({name.casefold() for name in names}) == len(found)
    assert max(len(name.encode()) for name in names) < 130


def test_a_set_of_tables_has_defused_cells_and_a_column_for_each_language(tmp_path):
    claim = {
        "id": "c1", "kind": "fact", "statement": {"en": "=1+1", "zh": "追赶"}, "about": ["a", "b"],
        "positions": [{"speaker": "s", "stance": "asserts", "said": "2024"}],
    }  # fmt: skip
    prediction = {
        "id": "p1", "claims": ["c1"],
        "forecasts": [{"speaker": "s", "probability": {"low": 0.1, "middle": 0.2, "high": 0.3}, "basis": "stated"}],
        "resolutions": [{"outcome": "right", "decided": "2024", "evidence": ["e1", {"evidence": "e2", "side": "against"}]}],
    }  # fmt: skip
    csv_set.write([("claims", claim), ("predictions", prediction)], tmp_path)
    assert {path.name: path.read_bytes().decode() for path in tmp_path.iterdir()} == {
        "claims.csv": "id,kind,statement_en,statement_zh,about\r\nc1,fact,'=1+1,追赶,a; b\r\n",
        "positions.csv": "claim,number,speaker,stance,said\r\nc1,1,s,asserts,2024\r\n",
        "predictions.csv": "id,claims\r\np1,c1\r\n",
        "forecasts.csv": "prediction,number,speaker,probability_low,probability_middle,probability_high,basis\r\np1,1,s,0.1,0.2,0.3,stated\r\n",
        "resolutions.csv": "prediction,number,outcome,decided,evidence\r\np1,1,right,2024,e1; e2 (against)\r\n",
    }


def test_bibliographies_name_each_source_once():
    found = [
        ("sources", {"id": "追", "kind": "paper", "title": {"en": "R&D {50 %}"}, "published": "2024-09"}),
        ("evidence", {"id": "追赶", "title": {"zh": "报告_1"}, "url": "https://a.example/{x}"}),
        ("claims", {"id": "c"}),
    ]  # fmt: skip
    assert written(bibliography.write_bibtex, found) == (
        "@misc{source,\n  title = {{R\\&D \\{50 \\%\\}}},\n  date = {2024-09},\n  year = {2024},\n}\n\n"
        "@misc{source-2,\n  title = {{报告\\_1}},\n  url = {https://a.example/%7Bx%7D},\n}\n\n"
    )
    assert written(bibliography.write_csl, found) == (
        '[\n{"id": "追", "type": "article", "title": "R&D {50 %}", "issued": {"date-parts": [[2024, 9]]}},\n'
        '{"id": "追赶", "type": "webpage", "title": "报告_1", "URL": "https://a.example/{x}"}\n]\n'
    )
