// The shapes of what a page holds; the document is written by kg/pages/document.py.

export type Wording = Record<string, string>;
export type Stance = "asserts" | "agrees" | "partly" | "disagrees" | "asks";
export type Sort = "claim" | "speaker" | "concept" | "topic";

export interface Speaker {
  id: number;
  uid: string;
  kind?: string;
  names: Wording;
  aliases?: string[];
  url?: string;
  note?: Wording;
}

export interface Concept extends Speaker {
  broader?: string;
}

export interface Source {
  uid: string;
  title?: Wording;
  publisher?: string;
  url?: string;
  published?: string;
  recorded?: string;
  note?: Wording;
}

export interface Position {
  speaker: string;
  stance: Stance;
  said?: string;
  source?: string;
  section?: string;
  turn?: number;
  quote?: string;
  /** Where the quote stands on the page of its source, shortened as `quoted.js` says. */
  url?: string;
  note?: Wording;
}

export interface Evidence {
  uid: string;
  title?: Wording;
  url?: string;
  published?: string;
  quote?: string;
  grade?: string;
  note?: Wording;
}

export interface Resolution {
  outcome: string;
  fraction?: number;
  decided?: string;
  confidence?: string;
  note?: Wording;
  withdrawn?: string;
  withdrawn_because?: string;
  untimely?: "opens" | "due";
  evidence?: { uid: string; side: string }[];
}

export interface Forecast {
  speaker: string;
  made?: string;
  low?: number;
  middle?: number;
  high?: number;
  words?: string;
  basis?: string;
  scale?: string;
  note?: Wording;
}

export interface Prediction {
  id: number;
  uid: string;
  claims?: string[];
  statement?: Wording;
  criteria?: Wording;
  horizon?: string;
  opens?: string;
  due?: string;
  note?: Wording;
  state: string;
  forecasts?: Forecast[];
  resolutions?: Resolution[];
}

export interface Link {
  from: string;
  to: string;
  kind: string;
  by?: string;
  note?: Wording;
}

export interface ClaimCard {
  id: number;
  uid: string;
  kind: string;
  weight: string;
  statement: Wording;
  about?: string[];
  tags?: string[];
  note?: Wording;
  positions?: Position[];
  resolutions?: Resolution[];
  outcome?: string;
  /** The predictions that read it, where their order is not that of the page. */
  reads?: string[];
}

/** How good a speaker's forecasts of one sort were; see kg/analysis/beside.py. */
export interface TrackRecord {
  speaker: string;
  of: string;
  n: number;
  hits?: number;
  rate?: number;
  rate_low?: number;
  rate_high?: number;
  brier?: number;
  skill?: number;
  /** How many are not scored, and why. */
  rest?: { [state: string]: number };
}

export interface Moment {
  said?: string;
  stance?: string;
  low?: number;
  middle?: number;
  high?: number;
  due?: string;
}

export interface Change {
  what: "stance" | "probability" | "deadline";
  speaker: string;
  claim: string;
  prediction?: string;
  before: Moment;
  after: Moment;
}

/** What a claim rests on, and whether it came out for its reasons. */
export interface Argument {
  claim: string;
  says: string;
  n: number;
  /** How many of the `n` held, failed, and wait yet. */
  held?: number;
  failed?: number;
  waiting?: number;
  steps?: { claim: string; level: number; kind: string; by?: string }[];
}

/** A claim with what follows from the rest of the page. */
export interface Claim extends ClaimCard {
  node: Node;
  topic: Topic | undefined;
  links: Link[];
  predictions: Prediction[];
  /** The latest stance of each speaker. */
  stances: Map<string, Stance>;
  /** Speakers who hold a claim that opposes this one, or deny one that restates it, and have no recorded stance on it. */
  against: Set<string>;
  /** Somebody holds it and somebody else denies it, on record or by inference alone; empty where neither is. */
  disputed: "recorded" | "inferred" | "";
  /** Whether it counts as of the chosen day: something was said of it by then, or nobody says anything of it. */
  heard: boolean;
}

export interface Node {
  id: string;
  sort: Sort;
  uid: string;
  wide: Point;
  tall: Point;
  rank: number;
  label: string;
}

export interface Edge {
  from: Node;
  to: Node;
  kind: string;
  recorded: boolean;
}

export interface Point {
  x: number;
  y: number;
}

/** A layout: for a screen or for a phone. */
export interface Frame {
  size: [number, number];
  /** Speakers in the order in which they stand around the map, with their direction in turns. */
  compass: { uid: string; turn: number }[];
  regions: Region[];
  /** Of a crowd: those who stand together, and how far from each other speakers do. */
  swarms: Swarm[];
  pitch: number;
}

export interface Swarm {
  /** From 0; null for those in no camp. */
  camp: number | null;
  /** Left, top, right, bottom. */
  box: [number, number, number, number];
  many: number;
  /** How high what is written above them may be. */
  head: number;
}

export interface Region {
  outline: [number, number][];
  title: [number, number];
}

export interface Topic {
  index: number;
  named: string[];
  /** Whether it is several topics, of which only some give it their names. */
  mixed: boolean;
  claims: Claim[];
  disputed: number;
  /** How many of the disputed ones are so by inference alone. */
  inferred: number;
  decided: number;
}

export interface PageFrame {
  size: [number, number];
  compass: { who: string[]; turn: number[] };
  regions: Region[];
  swarms: { camp?: number; box: [number, number, number, number]; many: number; head: number }[];
  pitch?: number;
}

/** What kg/pages/packing.py writes. */
export interface Packed {
  texts: string[];
  value: any;
}

export interface PageDocument {
  title: string;
  made: string;
  language: string;
  /** Whether it opens in the language of the browser where that is Chinese. */
  by_reader?: boolean;
  wide: PageFrame;
  tall: PageFrame;
  /** Speakers, concepts, claims by topic, each as their cards are; then `more`, which have no card. */
  nodes: {
    more: { id: string; label?: string }[];
    x: (number | null)[];
    y: (number | null)[];
    tall_x: (number | null)[];
    tall_y: (number | null)[];
    rank: (number | null)[];
  };
  /** Lines that do not follow from the cards. */
  edges: { from: string; to: string; type: string; inferred?: boolean }[];
  topics: { named: string[]; mixed?: boolean }[];
  /** The topic of each claim. */
  home: (number | null)[];
  /** Nodes of the claims that stand for their topics while these are folded. */
  foremost: string[];
  folds?: boolean;
  cards: {
    speakers: Speaker[];
    concepts: Concept[];
    sources: Source[];
    claims: ClaimCard[];
    links: Link[];
    predictions: (Omit<Prediction, "state"> & { state: string })[];
    evidence: Evidence[];
  };
  beside: {
    records?: TrackRecord[];
    changes?: Change[];
    arguments?: Argument[];
    camps?: CampsTold;
    /** Views of the notebook, with the numbers of their claims. */
    views?: { uid: string; name: string; claims: number[] }[];
  };
}

/** Who belongs together, and what claims are in the light of that; see kg/analysis/beside.py. */
export interface CampsTold {
  method: string;
  /** What was found, or why there are no camps: then there are no members. */
  verdict: string;
  speakers: number;
  steadiness?: number;
  index?: number;
  total?: number;
  certified?: boolean;
  silhouette?: number;
  /** How many parts there are, of which the speakers share too few claims to be compared. */
  parts?: number;
  members?: string[][];
  claims?: MarkedClaim[];
}

export interface MarkedClaim {
  claim: string;
  marks: ("common" | "dividing" | "bridging" | "crux")[];
  common?: number;
  dividing?: number;
  bridging?: number;
  crux?: number;
  /** For each camp, or all together, how many are for it, partly and against it. */
  sides: [number, number, number][];
}

export interface Camps extends Omit<CampsTold, "members" | "claims"> {
  members: string[][];
  /** The camp of each speaker, from 0. */
  of: Map<string, number>;
  claims: Map<string, MarkedClaim>;
}

/** A view of the notebook: claims that are chosen together, under a name. */
export interface NamedView {
  uid: string;
  name: string;
  claims: Set<string>;
}

export interface Model {
  title: string;
  made: string;
  /** The one in which the page opens. */
  language: string;
  /** Whether that depends on the browser. */
  byReader: boolean;
  frames: { wide: Frame; tall: Frame };
  nodes: Map<string, Node>;
  /** Lines between claims, and what else does not follow from the cards. */
  ties: Edge[];
  /** All lines there are. */
  readonly edges: Edge[];
  speakers: Map<string, Speaker>;
  concepts: Map<string, Concept>;
  sources: Map<string, Source>;
  claims: Map<string, Claim>;
  predictions: Map<string, Prediction>;
  evidence: Map<string, Evidence>;
  topics: Topic[];
  records: TrackRecord[];
  changes: Change[];
  arguments: Map<string, Argument>;
  views: Map<string, NamedView>;
  camps: Camps | null;
  /** Whether there are more claims than one picture can say, so that topics are folded at first. */
  folds: boolean;
  /** Nodes of the claims that stand for their topics while these are folded. */
  foremost: Set<string>;
}

export interface Filters {
  /** A view of the notebook; `view` is what a hash calls the map and the table. */
  set: string;
  speaker: string;
  stance: string;
  concept: string;
  source: string;
  kind: string;
  outcome: string;
  /** Days, of ranges of which either end may be open. */
  saidFrom: string;
  saidTo: string;
  dueFrom: string;
  dueTo: string;
  disputed: boolean;
  overdue: boolean;
  /** Only claims on which somebody, or the chosen speaker, changed their mind. */
  changed: boolean;
  /** Only claims near this, a node, within so many steps. */
  near: string;
  reach: Depth;
}

/** Filters that are a text, those that are a switch. */
export type Choice = "set" | "speaker" | "stance" | "concept" | "source" | "kind" | "outcome";
export type Range = "saidFrom" | "saidTo" | "dueFrom" | "dueTo";
export type Switch = "disputed" | "overdue" | "changed";

export type Depth = 1 | 2 | 3;
export type View = "map" | "matrix" | "timeline" | "table";

export interface State {
  language: "en" | "zh";
  /** What is chosen: claim:UID, speaker:UID, concept:UID, topic:NUMBER, or nothing. */
  at: string;
  view: View;
  filters: Filters;
  /** How concepts are seen: as regions, as nodes too, or not at all. */
  layer: "regions" | "nodes" | "none";
  /** The topics that the reader has unfolded, on a map that folds them. */
  open: number[] | "all";
  /** Whether a claim's leaves are shown. */
  leaves: boolean;
  /** Whether camps and what claims are to them is seen; empty while the reader has not said. */
  camps: "" | "on" | "off";
  panel: boolean;
  /** How far around what is chosen the map looks. */
  depth: Depth;
  /** The uids of two speakers who are compared, or nobody. */
  versus: [string, string] | null;
  /** The uids of two claims between which an argument is sought. */
  path: [string, string] | null;
  /** The claim from which an argument is wanted, while its other end is being chosen. */
  picking: string;
  /** The day as of which things count; empty for all that is known. */
  day: string;
  /** How the matrix, the timeline and the table are ordered. */
  rows: "dispute" | "topic" | "date";
  lanes: "due" | "speaker" | "topic";
  sort: string;
}

export interface Look {
  claims: Set<string>;
  /** Nodes that stand out because they are chosen or belong to what is chosen; null when nothing is. */
  focus: Set<string> | null;
}
