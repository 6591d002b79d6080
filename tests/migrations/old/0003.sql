BEGIN TRANSACTION;
CREATE TABLE about (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	claim_id INTEGER NOT NULL, 
	concept_id INTEGER NOT NULL, 
	CONSTRAINT uq_about_claim_id_concept_id UNIQUE (claim_id, concept_id), 
	CONSTRAINT fk_about_claim_id FOREIGN KEY(claim_id) REFERENCES claim (id) DEFERRABLE INITIALLY IMMEDIATE, 
	CONSTRAINT fk_about_concept_id FOREIGN KEY(concept_id) REFERENCES concept (id) DEFERRABLE INITIALLY IMMEDIATE
);
INSERT INTO "about" VALUES(1,1,1);
INSERT INTO "about" VALUES(2,2,1);
CREATE TABLE alembic_version (version_num VARCHAR(32) PRIMARY KEY);
INSERT INTO "alembic_version" VALUES('0003');
CREATE TABLE batch (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	made_at DATETIME NOT NULL, 
	command TEXT NOT NULL, 
	curator TEXT, 
	undoes_id INTEGER, 
	CONSTRAINT fk_batch_undoes_id FOREIGN KEY(undoes_id) REFERENCES batch (id) DEFERRABLE INITIALLY IMMEDIATE
);
INSERT INTO "batch" VALUES(1,'2026-11-20 10:00:00.000000','kg source add talk.md --recorded 2024-09-14 --url https://e.org/talk','tester',NULL);
INSERT INTO "batch" VALUES(2,'2026-11-20 10:00:00.000000','kg add ''Catching up takes years'' --zh ''追赶需要数年'' --speaker ''颜水成'' --about o1 --source 1 --turn 1 --quote ''catching up with o1 will take years'' --by 2026-09 --criteria ''level on public benchmarks'' --horizon years','tester',NULL);
INSERT INTO "batch" VALUES(3,'2026-11-20 10:00:00.000000','kg add ''Catching up takes months'' --speaker ''汪华'' --about o1 --said 2024-09-14','tester',NULL);
INSERT INTO "batch" VALUES(4,'2026-11-20 10:00:00.000000','kg add ''It takes some months'' --speaker ''汪华'' --new','tester',NULL);
INSERT INTO "batch" VALUES(5,'2026-11-20 10:00:00.000000','kg link add 2 opposes 1 --note ''years or months''','tester',NULL);
INSERT INTO "batch" VALUES(6,'2026-11-20 10:00:00.000000','kg claim merge 2 3','tester',NULL);
INSERT INTO "batch" VALUES(7,'2026-11-20 10:00:00.000000','kg predict 2 --by 2027 --opens 2025','tester',NULL);
INSERT INTO "batch" VALUES(8,'2026-11-20 10:00:00.000000','kg predict 2','tester',NULL);
INSERT INTO "batch" VALUES(9,'2026-11-20 10:00:00.000000','kg forecast 1 ''颜水成'' 80% --words ''大概率''','tester',NULL);
INSERT INTO "batch" VALUES(10,'2026-11-20 10:00:00.000000','kg resolve 2 right --on 2025-01-20 --evidence https://e.org/r1','tester',NULL);
INSERT INTO "batch" VALUES(11,'2026-11-20 10:00:00.000000','kg withdraw 1 --because ''too early''','tester',NULL);
INSERT INTO "batch" VALUES(12,'2026-11-20 10:00:00.000000','kg add ''To be removed''','tester',NULL);
INSERT INTO "batch" VALUES(13,'2026-11-20 10:00:00.000000','kg claim remove 4','tester',NULL);
INSERT INTO "batch" VALUES(14,'2026-11-20 10:00:00.000000','kg undo','tester',13);
INSERT INTO "batch" VALUES(15,'2026-11-20 10:00:00.000000','kg undo','tester',12);
INSERT INTO "batch" VALUES(16,'2026-11-23 10:00:00.000000','kg snooze 2 --until 2027-02','tester',NULL);
CREATE TABLE citation (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	resolution_id INTEGER NOT NULL, 
	evidence_id INTEGER NOT NULL, 
	side VARCHAR(7) NOT NULL, 
	CONSTRAINT uq_citation_resolution_id_evidence_id UNIQUE (resolution_id, evidence_id), 
	CONSTRAINT fk_citation_resolution_id FOREIGN KEY(resolution_id) REFERENCES resolution (id) DEFERRABLE INITIALLY IMMEDIATE, 
	CONSTRAINT fk_citation_evidence_id FOREIGN KEY(evidence_id) REFERENCES evidence (id) DEFERRABLE INITIALLY IMMEDIATE, 
	CONSTRAINT ck_citation_side CHECK (side IN ('for', 'against'))
);
INSERT INTO "citation" VALUES(1,1,1,'for');
CREATE TABLE claim (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid TEXT NOT NULL, 
	kind VARCHAR(14) NOT NULL, 
	weight VARCHAR(6) NOT NULL, 
	statement JSON NOT NULL, 
	tags JSON NOT NULL, 
	note JSON, 
	CONSTRAINT uq_claim_uid UNIQUE (uid), 
	CONSTRAINT ck_claim_claimkind CHECK (kind IN ('fact', 'cause', 'opinion', 'prediction', 'recommendation')), 
	CONSTRAINT ck_claim_weight CHECK (weight IN ('main', 'detail'))
);
INSERT INTO "claim" VALUES(1,'catching-up-takes-years-xgjwa7','prediction','main','{"en": "Catching up takes years", "zh": "追赶需要数年"}','[]',NULL);
INSERT INTO "claim" VALUES(2,'catching-up-takes-months-4mzy9k','opinion','main','{"en": "Catching up takes months"}','[]','{"en": "Also: It takes some months"}');
CREATE TABLE concept (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	names JSON NOT NULL, 
	aliases JSON NOT NULL, 
	broader_id INTEGER, 
	url TEXT, 
	note JSON, 
	CONSTRAINT uq_concept_uid UNIQUE (uid), 
	CONSTRAINT fk_concept_broader_id FOREIGN KEY(broader_id) REFERENCES concept (id) DEFERRABLE INITIALLY IMMEDIATE
);
INSERT INTO "concept" VALUES(1,'o1-nz2j4c','concept','{"en": "o1"}','[]',NULL,NULL,NULL);
CREATE TABLE entry (
	number INTEGER NOT NULL, 
	size INTEGER NOT NULL, 
	words TEXT NOT NULL, 
	CONSTRAINT pk_entry PRIMARY KEY (number)
);
INSERT INTO "entry" VALUES(1,10,'catching up takes years ¶ 追赶 赶需 需要 要数 数年 年');
INSERT INTO "entry" VALUES(2,9,'catching up takes months ¶ also it takes some months');
INSERT INTO "entry" VALUES(576460752303423489,7,'catching up with o1 will take years');
INSERT INTO "entry" VALUES(1152921504606846977,5,'level on public benchmarks ¶ years');
INSERT INTO "entry" VALUES(1729382256910270465,4,'https e org r1');
INSERT INTO "entry" VALUES(2305843009213693953,3,'颜水 水成 成 ¶ #··颜 #·颜水 #颜水成 #水成· #成·· #颜‥成');
INSERT INTO "entry" VALUES(2305843009213693954,2,'汪华 华 ¶ #··汪 #·汪华 #汪华· #华··');
INSERT INTO "entry" VALUES(2882303761517117441,1,'o1 ¶ #··o #·o1 #o1· #1··');
INSERT INTO "entry" VALUES(3458764513820540929,1,'tonight ¶ #··t #·to #ton #oni #nig #igh #ght #ht· #t··');
INSERT INTO "entry" VALUES(4035225266123964417,3,'years or months');
INSERT INTO "entry" VALUES(4611686018427387905,3,'大概 概率 率');
INSERT INTO "entry" VALUES(5188146770730811393,2,'too early');
INSERT INTO "entry" VALUES(5764607527329202177,10,'i believe that catching up with o1 will take years');
INSERT INTO "entry" VALUES(5764607527329202178,4,'who has the chips');
INSERT INTO "entry" VALUES(6341068279632625664,1,'tonight');
INSERT INTO "entry" VALUES(6341068279632625665,1,'compute');
INSERT INTO "entry" VALUES(6341068279632625666,5,'颜水 水成 成 00 05');
INSERT INTO "entry" VALUES(6341068279632625667,4,'speaker 1 01 10');
CREATE TABLE evidence (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid TEXT NOT NULL, 
	title JSON NOT NULL, 
	url TEXT, 
	published VARCHAR(10), 
	quote TEXT, 
	grade VARCHAR(9), 
	note JSON, 
	CONSTRAINT uq_evidence_uid UNIQUE (uid), 
	CONSTRAINT ck_evidence_grade CHECK (grade IN ('primary', 'secondary', 'memory'))
);
INSERT INTO "evidence" VALUES(1,'e-org-r1-xemwrr','{"en": "https://e.org/r1"}','https://e.org/r1',NULL,NULL,NULL,NULL);
CREATE TABLE forecast (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid TEXT NOT NULL, 
	prediction_id INTEGER NOT NULL, 
	speaker_id INTEGER NOT NULL, 
	made VARCHAR(10), 
	low DOUBLE, 
	middle DOUBLE, 
	high DOUBLE, 
	words TEXT, 
	basis VARCHAR(7) NOT NULL, 
	scale TEXT, 
	note JSON, 
	CONSTRAINT ck_forecast_spread CHECK (low >= 0 AND low <= middle AND middle <= high AND high <= 1), 
	CONSTRAINT uq_forecast_uid UNIQUE (uid), 
	CONSTRAINT fk_forecast_prediction_id FOREIGN KEY(prediction_id) REFERENCES prediction (id) DEFERRABLE INITIALLY IMMEDIATE, 
	CONSTRAINT fk_forecast_speaker_id FOREIGN KEY(speaker_id) REFERENCES speaker (id) DEFERRABLE INITIALLY IMMEDIATE, 
	CONSTRAINT ck_forecast_basis CHECK (basis IN ('stated', 'verbal', 'implied'))
);
INSERT INTO "forecast" VALUES(1,'颜水成-f9bxcb',1,1,'2024-09-14',0.8,0.8,0.8,'大概率','stated',NULL,NULL);
CREATE TABLE link (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid TEXT NOT NULL, 
	from_id INTEGER NOT NULL, 
	to_id INTEGER NOT NULL, 
	kind VARCHAR(10) NOT NULL, 
	speaker_id INTEGER, 
	note JSON, 
	CONSTRAINT ck_link_ends CHECK (from_id <> to_id), 
	CONSTRAINT uq_link_uid UNIQUE (uid), 
	CONSTRAINT fk_link_from_id FOREIGN KEY(from_id) REFERENCES claim (id) DEFERRABLE INITIALLY IMMEDIATE, 
	CONSTRAINT fk_link_to_id FOREIGN KEY(to_id) REFERENCES claim (id) DEFERRABLE INITIALLY IMMEDIATE, 
	CONSTRAINT ck_link_linkkind CHECK (kind IN ('supports', 'opposes', 'qualifies', 'depends on', 'restates', 'elaborates')), 
	CONSTRAINT fk_link_speaker_id FOREIGN KEY(speaker_id) REFERENCES speaker (id) DEFERRABLE INITIALLY IMMEDIATE
);
INSERT INTO "link" VALUES(1,'2-opposes-1-9se6rr',2,1,'opposes',NULL,'{"en": "years or months"}');
CREATE TABLE moved (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	table_name VARCHAR(40) NOT NULL, 
	uid TEXT NOT NULL, 
	to_uid TEXT NOT NULL, 
	CONSTRAINT uq_moved_table_name_uid UNIQUE (table_name, uid)
);
INSERT INTO "moved" VALUES(1,'claim','it-takes-some-months-e376fa','catching-up-takes-months-4mzy9k');
CREATE TABLE name (
	kind VARCHAR(20) NOT NULL, 
	"key" TEXT NOT NULL, 
	row_id INTEGER NOT NULL, 
	CONSTRAINT pk_name PRIMARY KEY (kind, "key", row_id)
)
 WITHOUT ROWID

;
INSERT INTO "name" VALUES('claim','catching-up-takes-years',1);
INSERT INTO "name" VALUES('claim','追赶需要数年',1);
INSERT INTO "name" VALUES('claim','catching-up-takes-months',2);
INSERT INTO "name" VALUES('concept','o1',1);
INSERT INTO "name" VALUES('source','tonight',1);
INSERT INTO "name" VALUES('speaker','颜水成',1);
INSERT INTO "name" VALUES('speaker','汪华',2);
CREATE TABLE passage (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	source_id INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	CONSTRAINT uq_passage_source_id UNIQUE (source_id), 
	CONSTRAINT fk_passage_source_id FOREIGN KEY(source_id) REFERENCES source (id) DEFERRABLE INITIALLY IMMEDIATE
);
INSERT INTO "passage" VALUES(1,1,'# Tonight

## Compute

颜水成 00:05
I believe that catching up with o1 will take years.

Speaker 1 01:10
Who has the chips?');
CREATE TABLE position (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid TEXT NOT NULL, 
	claim_id INTEGER NOT NULL, 
	speaker_id INTEGER NOT NULL, 
	stance VARCHAR(9) NOT NULL, 
	said VARCHAR(10), 
	source_id INTEGER, 
	turn_id INTEGER, 
	quote TEXT, 
	anchor JSON, 
	note JSON, 
	CONSTRAINT uq_position_uid UNIQUE (uid), 
	CONSTRAINT fk_position_claim_id FOREIGN KEY(claim_id) REFERENCES claim (id) DEFERRABLE INITIALLY IMMEDIATE, 
	CONSTRAINT fk_position_speaker_id FOREIGN KEY(speaker_id) REFERENCES speaker (id) DEFERRABLE INITIALLY IMMEDIATE, 
	CONSTRAINT ck_position_stance CHECK (stance IN ('asserts', 'agrees', 'partly', 'disagrees', 'asks')), 
	CONSTRAINT fk_position_source_id FOREIGN KEY(source_id) REFERENCES source (id) DEFERRABLE INITIALLY IMMEDIATE, 
	CONSTRAINT fk_position_turn_id FOREIGN KEY(turn_id) REFERENCES turn (id) DEFERRABLE INITIALLY IMMEDIATE
);
INSERT INTO "position" VALUES(1,'catching-up-takes-ye-颜水成-a6eky3',1,1,'asserts','2024-09-14',1,1,'catching up with o1 will take years','{"start": 48, "end": 83, "prefix": "mpute\n\n颜水成 00:05\nI believe that ", "suffix": ".\n\nSpeaker 1 01:10\nWho has the c"}',NULL);
INSERT INTO "position" VALUES(2,'catching-up-takes-mo-汪华-5hy5pc',2,2,'asserts','2024-09-14',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "position" VALUES(3,'it-takes-some-months-汪华-q7cc5z',2,2,'asserts','2026-11-23',NULL,NULL,NULL,NULL,NULL);
CREATE TABLE prediction (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid TEXT NOT NULL, 
	statement JSON, 
	criteria JSON, 
	horizon TEXT, 
	opens VARCHAR(10), 
	due VARCHAR(10), 
	tags JSON NOT NULL, 
	note JSON, snoozed VARCHAR(10), 
	CONSTRAINT uq_prediction_uid UNIQUE (uid)
);
INSERT INTO "prediction" VALUES(1,'catching-up-takes-years-a68qsh',NULL,'{"en": "level on public benchmarks"}','years',NULL,'2026-09','[]',NULL,NULL);
INSERT INTO "prediction" VALUES(2,'catching-up-takes-months-hph3k8',NULL,NULL,NULL,'2025','2027','[]',NULL,'2027-02');
INSERT INTO "prediction" VALUES(3,'catching-up-takes-months-cc4rxc',NULL,NULL,NULL,NULL,NULL,'[]',NULL,NULL);
CREATE TABLE property (
	"key" VARCHAR(40) NOT NULL, 
	value TEXT NOT NULL, 
	CONSTRAINT pk_property PRIMARY KEY ("key")
);
INSERT INTO "property" VALUES('uid','notebook-edfxxr');
INSERT INTO "property" VALUES('language','en');
CREATE TABLE reading (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	prediction_id INTEGER NOT NULL, 
	claim_id INTEGER NOT NULL, 
	CONSTRAINT uq_reading_prediction_id_claim_id UNIQUE (prediction_id, claim_id), 
	CONSTRAINT fk_reading_prediction_id FOREIGN KEY(prediction_id) REFERENCES prediction (id) DEFERRABLE INITIALLY IMMEDIATE, 
	CONSTRAINT fk_reading_claim_id FOREIGN KEY(claim_id) REFERENCES claim (id) DEFERRABLE INITIALLY IMMEDIATE
);
INSERT INTO "reading" VALUES(1,1,1);
INSERT INTO "reading" VALUES(2,2,2);
INSERT INTO "reading" VALUES(3,3,2);
CREATE TABLE resolution (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid TEXT NOT NULL, 
	prediction_id INTEGER, 
	claim_id INTEGER, 
	outcome VARCHAR(7) NOT NULL, 
	fraction DOUBLE, 
	decided VARCHAR(10) NOT NULL, 
	confidence VARCHAR(6), 
	note JSON, 
	withdrawn VARCHAR(10), 
	withdrawn_because TEXT, 
	CONSTRAINT ck_resolution_one_target CHECK ((prediction_id IS NULL) <> (claim_id IS NULL)), 
	CONSTRAINT ck_resolution_fraction CHECK (fraction >= 0 AND fraction <= 1), 
	CONSTRAINT uq_resolution_uid UNIQUE (uid), 
	CONSTRAINT fk_resolution_prediction_id FOREIGN KEY(prediction_id) REFERENCES prediction (id) DEFERRABLE INITIALLY IMMEDIATE, 
	CONSTRAINT fk_resolution_claim_id FOREIGN KEY(claim_id) REFERENCES claim (id) DEFERRABLE INITIALLY IMMEDIATE, 
	CONSTRAINT ck_resolution_outcome CHECK (outcome IN ('right', 'wrong', 'partly', 'unclear', 'void')), 
	CONSTRAINT ck_resolution_confidence CHECK (confidence IN ('high', 'medium', 'low'))
);
INSERT INTO "resolution" VALUES(1,'right-2025-01-20-ntcnqn',2,NULL,'right',NULL,'2025-01-20',NULL,NULL,'2026-11-23','too early');
CREATE TABLE revision (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	batch_id INTEGER NOT NULL, 
	table_name VARCHAR(40) NOT NULL, 
	action VARCHAR(6) NOT NULL, 
	first_id INTEGER NOT NULL, 
	last_id INTEGER NOT NULL, 
	"before" JSON, 
	"after" JSON, 
	CONSTRAINT ck_revision_action CHECK (action IN ('add', 'change', 'remove')), 
	CONSTRAINT fk_revision_batch_id FOREIGN KEY(batch_id) REFERENCES batch (id) DEFERRABLE INITIALLY IMMEDIATE
);
INSERT INTO "revision" VALUES(1,1,'source','add',1,1,NULL,NULL);
INSERT INTO "revision" VALUES(2,1,'speaker','add',1,1,NULL,NULL);
INSERT INTO "revision" VALUES(3,1,'passage','add',1,1,NULL,NULL);
INSERT INTO "revision" VALUES(4,1,'turn','add',1,2,NULL,NULL);
INSERT INTO "revision" VALUES(5,2,'claim','add',1,1,NULL,NULL);
INSERT INTO "revision" VALUES(6,2,'concept','add',1,1,NULL,NULL);
INSERT INTO "revision" VALUES(7,2,'about','add',1,1,NULL,NULL);
INSERT INTO "revision" VALUES(8,2,'position','add',1,1,NULL,NULL);
INSERT INTO "revision" VALUES(9,2,'prediction','add',1,1,NULL,NULL);
INSERT INTO "revision" VALUES(10,2,'reading','add',1,1,NULL,NULL);
INSERT INTO "revision" VALUES(11,3,'claim','add',2,2,NULL,NULL);
INSERT INTO "revision" VALUES(12,3,'about','add',2,2,NULL,NULL);
INSERT INTO "revision" VALUES(13,3,'speaker','add',2,2,NULL,NULL);
INSERT INTO "revision" VALUES(14,3,'position','add',2,2,NULL,NULL);
INSERT INTO "revision" VALUES(15,4,'claim','add',3,3,NULL,NULL);
INSERT INTO "revision" VALUES(16,4,'position','add',3,3,NULL,NULL);
INSERT INTO "revision" VALUES(17,5,'link','add',1,1,NULL,NULL);
INSERT INTO "revision" VALUES(18,6,'position','change',3,3,'{"claim_id": 3}','{"claim_id": 2}');
INSERT INTO "revision" VALUES(19,6,'claim','change',2,2,'{"note": null}','{"note": {"en": "Also: It takes some months"}}');
INSERT INTO "revision" VALUES(20,6,'claim','remove',3,3,'{"id": 3, "uid": "it-takes-some-months-e376fa", "kind": "opinion", "weight": "main", "statement": {"en": "It takes some months"}, "tags": [], "note": null}',NULL);
INSERT INTO "revision" VALUES(21,6,'moved','add',1,1,NULL,NULL);
INSERT INTO "revision" VALUES(22,7,'prediction','add',2,2,NULL,NULL);
INSERT INTO "revision" VALUES(23,7,'reading','add',2,2,NULL,NULL);
INSERT INTO "revision" VALUES(24,8,'prediction','add',3,3,NULL,NULL);
INSERT INTO "revision" VALUES(25,8,'reading','add',3,3,NULL,NULL);
INSERT INTO "revision" VALUES(26,9,'forecast','add',1,1,NULL,NULL);
INSERT INTO "revision" VALUES(27,10,'evidence','add',1,1,NULL,NULL);
INSERT INTO "revision" VALUES(28,10,'resolution','add',1,1,NULL,NULL);
INSERT INTO "revision" VALUES(29,10,'citation','add',1,1,NULL,NULL);
INSERT INTO "revision" VALUES(30,11,'resolution','change',1,1,'{"withdrawn": null, "withdrawn_because": null}','{"withdrawn": "2026-11-23", "withdrawn_because": "too early"}');
INSERT INTO "revision" VALUES(31,12,'claim','add',4,4,NULL,NULL);
INSERT INTO "revision" VALUES(32,13,'claim','remove',4,4,'{"id": 4, "uid": "to-be-removed-7whmf5", "kind": "opinion", "weight": "main", "statement": {"en": "To be removed"}, "tags": [], "note": null}',NULL);
INSERT INTO "revision" VALUES(33,14,'claim','add',4,4,NULL,NULL);
INSERT INTO "revision" VALUES(34,15,'claim','remove',4,4,'{"id": 4, "uid": "to-be-removed-7whmf5", "kind": "opinion", "weight": "main", "statement": {"en": "To be removed"}, "tags": [], "note": null}',NULL);
INSERT INTO "revision" VALUES(35,16,'prediction','change',2,2,'{"snoozed": null}','{"snoozed": "2027-02"}');
CREATE TABLE source (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	title JSON NOT NULL, 
	publisher TEXT, 
	url TEXT, 
	published VARCHAR(10), 
	recorded VARCHAR(10), 
	language TEXT, 
	note JSON, 
	CONSTRAINT uq_source_uid UNIQUE (uid)
);
INSERT INTO "source" VALUES(1,'tonight-39jay9','document','{"en": "Tonight"}',NULL,'https://e.org/talk',NULL,'2024-09-14','en',NULL);
CREATE TABLE speaker (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid TEXT NOT NULL, 
	kind VARCHAR(12) NOT NULL, 
	names JSON NOT NULL, 
	aliases JSON NOT NULL, 
	url TEXT, 
	note JSON, 
	CONSTRAINT uq_speaker_uid UNIQUE (uid), 
	CONSTRAINT ck_speaker_speakerkind CHECK (kind IN ('person', 'organisation', 'group'))
);
INSERT INTO "speaker" VALUES(1,'颜水成-wsbme9','person','{"zh": "颜水成"}','[]',NULL,NULL);
INSERT INTO "speaker" VALUES(2,'汪华-8bw2aw','person','{"zh": "汪华"}','[]',NULL,NULL);
CREATE TABLE turn (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	source_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	section TEXT, 
	speaker_id INTEGER, 
	start DOUBLE, 
	label TEXT, 
	begins INTEGER, 
	ends INTEGER, 
	CONSTRAINT uq_turn_source_id_number UNIQUE (source_id, number), 
	CONSTRAINT fk_turn_source_id FOREIGN KEY(source_id) REFERENCES source (id) DEFERRABLE INITIALLY IMMEDIATE, 
	CONSTRAINT fk_turn_speaker_id FOREIGN KEY(speaker_id) REFERENCES speaker (id) DEFERRABLE INITIALLY IMMEDIATE
);
INSERT INTO "turn" VALUES(1,1,1,'Compute',1,5.0,'颜水成',33,84);
INSERT INTO "turn" VALUES(2,1,2,'Compute',NULL,70.0,'Speaker 1',102,120);
CREATE INDEX ix_concept_broader_id ON concept (broader_id);
CREATE INDEX ix_source_url ON source (url);
CREATE INDEX ix_prediction_due ON prediction (due);
CREATE INDEX ix_evidence_url ON evidence (url);
CREATE INDEX ix_name_row ON name (kind, row_id);
CREATE INDEX ix_batch_undoes_id ON batch (undoes_id);
CREATE INDEX ix_turn_speaker_id ON turn (speaker_id);
CREATE INDEX ix_about_concept_id ON about (concept_id);
CREATE INDEX ix_link_from_id ON link (from_id);
CREATE INDEX ix_link_to_id ON link (to_id);
CREATE INDEX ix_link_speaker_id ON link (speaker_id);
CREATE INDEX ix_reading_claim_id ON reading (claim_id);
CREATE INDEX ix_forecast_prediction_id ON forecast (prediction_id);
CREATE INDEX ix_forecast_speaker_id ON forecast (speaker_id);
CREATE INDEX ix_resolution_prediction_id ON resolution (prediction_id);
CREATE INDEX ix_resolution_claim_id ON resolution (claim_id);
CREATE INDEX ix_revision_row ON revision (table_name, first_id);
CREATE INDEX ix_revision_batch_id ON revision (batch_id);
CREATE INDEX ix_position_claim_id ON position (claim_id);
CREATE INDEX ix_position_speaker_id ON position (speaker_id);
CREATE INDEX ix_position_turn_id ON position (turn_id);
CREATE INDEX ix_position_source_id ON position (source_id);
CREATE INDEX ix_citation_evidence_id ON citation (evidence_id);
CREATE INDEX ix_prediction_snoozed ON prediction (snoozed) WHERE snoozed IS NOT NULL;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('source',1);
INSERT INTO "sqlite_sequence" VALUES('batch',16);
INSERT INTO "sqlite_sequence" VALUES('revision',35);
INSERT INTO "sqlite_sequence" VALUES('speaker',2);
INSERT INTO "sqlite_sequence" VALUES('passage',1);
INSERT INTO "sqlite_sequence" VALUES('turn',2);
INSERT INTO "sqlite_sequence" VALUES('claim',4);
INSERT INTO "sqlite_sequence" VALUES('concept',1);
INSERT INTO "sqlite_sequence" VALUES('about',2);
INSERT INTO "sqlite_sequence" VALUES('position',3);
INSERT INTO "sqlite_sequence" VALUES('prediction',3);
INSERT INTO "sqlite_sequence" VALUES('reading',3);
INSERT INTO "sqlite_sequence" VALUES('link',1);
INSERT INTO "sqlite_sequence" VALUES('moved',1);
INSERT INTO "sqlite_sequence" VALUES('forecast',1);
INSERT INTO "sqlite_sequence" VALUES('evidence',1);
INSERT INTO "sqlite_sequence" VALUES('resolution',1);
INSERT INTO "sqlite_sequence" VALUES('citation',1);
CREATE VIRTUAL TABLE entry_index USING fts5(words, content='entry', content_rowid='number', columnsize=0, tokenize="ascii tokenchars '+#'");
INSERT INTO entry_index(entry_index) VALUES('rebuild');
COMMIT;
