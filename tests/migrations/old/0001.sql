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
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE batch (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	made_at DATETIME NOT NULL, 
	command TEXT NOT NULL, 
	curator TEXT, 
	undoes_id INTEGER, 
	CONSTRAINT fk_batch_undoes_id FOREIGN KEY(undoes_id) REFERENCES batch (id) DEFERRABLE INITIALLY IMMEDIATE
);
INSERT INTO "batch" VALUES(1,'2026-11-24 04:17:26.681815','kg add ''Catching up to o1 takes years'' --zh ''追赶 o1 需要数年'' --speaker ''颜水成'' --about o1 --said 2024-09-14 --quote ''以年为单位'' --source ''Round table'' --turn 53 --by 2026-09 --probability 0.7','tester',NULL);
INSERT INTO "batch" VALUES(2,'2026-11-24 04:17:27.686147','kg disagree 1 ''汪华'' --said 2024-09-14 --quote ''我倒没有那么悲观''','tester',NULL);
INSERT INTO "batch" VALUES(3,'2026-11-24 04:17:28.555227','kg add ''It takes months'' --speaker ''汪华'' --about o1','tester',NULL);
INSERT INTO "batch" VALUES(4,'2026-11-24 04:17:29.302855','kg link add 2 opposes 1 --note ''months are no years''','tester',NULL);
INSERT INTO "batch" VALUES(5,'2026-11-24 04:17:30.160071','kg resolve 1 wrong --on 2025-01-20 --evidence https://example.org/r1','tester',NULL);
INSERT INTO "batch" VALUES(6,'2026-11-24 04:17:31.166024','kg source edit ''Round table'' --text -','tester',NULL);
INSERT INTO "batch" VALUES(7,'2026-11-24 04:17:32.094499','kg add ''Removed again''','tester',NULL);
INSERT INTO "batch" VALUES(8,'2026-11-24 04:17:32.929126','kg claim remove 3','tester',NULL);
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
INSERT INTO "claim" VALUES(1,'catching-up-to-o1-takes-years-783ncy','prediction','main','{"en": "Catching up to o1 takes years", "zh": "追赶 o1 需要数年"}','[]',NULL);
INSERT INTO "claim" VALUES(2,'it-takes-months-qqsq8g','opinion','main','{"en": "It takes months"}','[]',NULL);
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
INSERT INTO "concept" VALUES(1,'o1-46t7ms','concept','{"en": "o1"}','[]',NULL,NULL,NULL);
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
INSERT INTO "evidence" VALUES(1,'example-org-r1-275kb2','{"en": "https://example.org/r1"}','https://example.org/r1',NULL,NULL,NULL,NULL);
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
INSERT INTO "forecast" VALUES(1,'颜水成-f98y5q',1,1,'2024-09-14',0.7,0.7,0.7,NULL,'stated',NULL,NULL);
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
INSERT INTO "link" VALUES(1,'2-opposes-1-4kbyjk',2,1,'opposes',NULL,'{"en": "months are no years"}');
CREATE TABLE name (
	kind VARCHAR(20) NOT NULL, 
	"key" TEXT NOT NULL, 
	row_id INTEGER NOT NULL, 
	CONSTRAINT pk_name PRIMARY KEY (kind, "key", row_id)
)
 WITHOUT ROWID

;
INSERT INTO "name" VALUES('concept','o1',1);
INSERT INTO "name" VALUES('source','round-table',1);
INSERT INTO "name" VALUES('speaker','颜水成',1);
INSERT INTO "name" VALUES('speaker','汪华',2);
CREATE TABLE passage (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	source_id INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	CONSTRAINT uq_passage_source_id UNIQUE (source_id), 
	CONSTRAINT fk_passage_source_id FOREIGN KEY(source_id) REFERENCES source (id) DEFERRABLE INITIALLY IMMEDIATE
);
INSERT INTO "passage" VALUES(1,1,'颜水成：追赶要以年为单位。汪华：我倒没有那么悲观。');
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
INSERT INTO "position" VALUES(1,'catching-up-to-o1-ta-颜水成-3k39h5',1,1,'asserts','2024-09-14',1,1,'以年为单位','{"start": 7, "end": 12, "prefix": "颜水成：追赶要", "suffix": "。汪华：我倒没有那么悲观。"}',NULL);
INSERT INTO "position" VALUES(2,'catching-up-to-o1-ta-汪华-5bdx9e',1,2,'disagrees','2024-09-14',NULL,NULL,'我倒没有那么悲观',NULL,NULL);
INSERT INTO "position" VALUES(3,'it-takes-months-汪华-yftyzh',2,2,'asserts','2026-01-02',NULL,NULL,NULL,NULL,NULL);
CREATE TABLE prediction (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid TEXT NOT NULL, 
	statement JSON, 
	criteria JSON, 
	horizon TEXT, 
	opens VARCHAR(10), 
	due VARCHAR(10), 
	tags JSON NOT NULL, 
	note JSON, 
	CONSTRAINT uq_prediction_uid UNIQUE (uid)
);
INSERT INTO "prediction" VALUES(1,'catching-up-to-o1-takes-years-mtc8tw',NULL,NULL,NULL,NULL,'2026-09','[]',NULL);
CREATE TABLE property (
	"key" VARCHAR(40) NOT NULL, 
	value TEXT NOT NULL, 
	CONSTRAINT pk_property PRIMARY KEY ("key")
);
INSERT INTO "property" VALUES('uid','notebook-prd5f9');
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
INSERT INTO "resolution" VALUES(1,'wrong-2025-01-20-hycfam',1,NULL,'wrong',NULL,'2025-01-20',NULL,NULL,NULL,NULL);
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
INSERT INTO "revision" VALUES(1,1,'claim','add',1,1,NULL,NULL);
INSERT INTO "revision" VALUES(2,1,'concept','add',1,1,NULL,NULL);
INSERT INTO "revision" VALUES(3,1,'about','add',1,1,NULL,NULL);
INSERT INTO "revision" VALUES(4,1,'speaker','add',1,1,NULL,NULL);
INSERT INTO "revision" VALUES(5,1,'source','add',1,1,NULL,NULL);
INSERT INTO "revision" VALUES(6,1,'turn','add',1,1,NULL,NULL);
INSERT INTO "revision" VALUES(7,1,'position','add',1,1,NULL,NULL);
INSERT INTO "revision" VALUES(8,1,'prediction','add',1,1,NULL,NULL);
INSERT INTO "revision" VALUES(9,1,'reading','add',1,1,NULL,NULL);
INSERT INTO "revision" VALUES(10,1,'forecast','add',1,1,NULL,NULL);
INSERT INTO "revision" VALUES(11,2,'speaker','add',2,2,NULL,NULL);
INSERT INTO "revision" VALUES(12,2,'position','add',2,2,NULL,NULL);
INSERT INTO "revision" VALUES(13,3,'claim','add',2,2,NULL,NULL);
INSERT INTO "revision" VALUES(14,3,'about','add',2,2,NULL,NULL);
INSERT INTO "revision" VALUES(15,3,'position','add',3,3,NULL,NULL);
INSERT INTO "revision" VALUES(16,4,'link','add',1,1,NULL,NULL);
INSERT INTO "revision" VALUES(17,5,'evidence','add',1,1,NULL,NULL);
INSERT INTO "revision" VALUES(18,5,'resolution','add',1,1,NULL,NULL);
INSERT INTO "revision" VALUES(19,5,'citation','add',1,1,NULL,NULL);
INSERT INTO "revision" VALUES(20,6,'passage','add',1,1,NULL,NULL);
INSERT INTO "revision" VALUES(21,6,'position','change',1,1,'{"anchor": null}','{"anchor": {"start": 7, "end": 12, "prefix": "颜水成：追赶要", "suffix": "。汪华：我倒没有那么悲观。"}}');
INSERT INTO "revision" VALUES(22,7,'claim','add',3,3,NULL,NULL);
INSERT INTO "revision" VALUES(23,8,'claim','remove',3,3,'{"id": 3, "uid": "removed-again-526x26", "kind": "opinion", "weight": "main", "statement": {"en": "Removed again"}, "tags": [], "note": null}',NULL);
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
INSERT INTO "source" VALUES(1,'round-table-wycpdd','document','{"en": "Round table"}',NULL,NULL,NULL,NULL,NULL,NULL);
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
INSERT INTO "speaker" VALUES(1,'颜水成-2nzwy8','person','{"zh": "颜水成"}','[]',NULL,NULL);
INSERT INTO "speaker" VALUES(2,'汪华-vnc67f','person','{"zh": "汪华"}','[]',NULL,NULL);
CREATE TABLE turn (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	source_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	section TEXT, 
	speaker_id INTEGER, 
	start DOUBLE, 
	CONSTRAINT uq_turn_source_id_number UNIQUE (source_id, number), 
	CONSTRAINT fk_turn_source_id FOREIGN KEY(source_id) REFERENCES source (id) DEFERRABLE INITIALLY IMMEDIATE, 
	CONSTRAINT fk_turn_speaker_id FOREIGN KEY(speaker_id) REFERENCES speaker (id) DEFERRABLE INITIALLY IMMEDIATE
);
INSERT INTO "turn" VALUES(1,1,53,NULL,1,NULL);
CREATE INDEX ix_concept_broader_id ON concept (broader_id);
CREATE INDEX ix_source_url ON source (url);
CREATE INDEX ix_prediction_due ON prediction (due);
CREATE INDEX ix_evidence_url ON evidence (url);
CREATE INDEX ix_name_row ON name (kind, row_id);
CREATE INDEX ix_batch_undoes_id ON batch (undoes_id);
CREATE INDEX ix_turn_speaker_id ON turn (speaker_id);
CREATE INDEX ix_about_concept_id ON about (concept_id);
CREATE INDEX ix_link_speaker_id ON link (speaker_id);
CREATE INDEX ix_link_to_id ON link (to_id);
CREATE INDEX ix_link_from_id ON link (from_id);
CREATE INDEX ix_reading_claim_id ON reading (claim_id);
CREATE INDEX ix_forecast_speaker_id ON forecast (speaker_id);
CREATE INDEX ix_forecast_prediction_id ON forecast (prediction_id);
CREATE INDEX ix_resolution_prediction_id ON resolution (prediction_id);
CREATE INDEX ix_resolution_claim_id ON resolution (claim_id);
CREATE INDEX ix_revision_batch_id ON revision (batch_id);
CREATE INDEX ix_revision_row ON revision (table_name, first_id);
CREATE INDEX ix_position_source_id ON position (source_id);
CREATE INDEX ix_position_turn_id ON position (turn_id);
CREATE INDEX ix_position_claim_id ON position (claim_id);
CREATE INDEX ix_position_speaker_id ON position (speaker_id);
CREATE INDEX ix_citation_evidence_id ON citation (evidence_id);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('claim',3);
INSERT INTO "sqlite_sequence" VALUES('batch',8);
INSERT INTO "sqlite_sequence" VALUES('revision',23);
INSERT INTO "sqlite_sequence" VALUES('concept',1);
INSERT INTO "sqlite_sequence" VALUES('about',2);
INSERT INTO "sqlite_sequence" VALUES('speaker',2);
INSERT INTO "sqlite_sequence" VALUES('source',1);
INSERT INTO "sqlite_sequence" VALUES('turn',1);
INSERT INTO "sqlite_sequence" VALUES('position',3);
INSERT INTO "sqlite_sequence" VALUES('prediction',1);
INSERT INTO "sqlite_sequence" VALUES('reading',1);
INSERT INTO "sqlite_sequence" VALUES('forecast',1);
INSERT INTO "sqlite_sequence" VALUES('link',1);
INSERT INTO "sqlite_sequence" VALUES('evidence',1);
INSERT INTO "sqlite_sequence" VALUES('resolution',1);
INSERT INTO "sqlite_sequence" VALUES('citation',1);
INSERT INTO "sqlite_sequence" VALUES('passage',1);
COMMIT;
