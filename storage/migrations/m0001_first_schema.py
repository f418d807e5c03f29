"""The first schema of a register file, as plain SQL.

Frozen: later steps change it, this text never changes again. The record tables are those
of `storage.tables`; the others are written through the driver only and hold:

- `meta`: the register's identity (`id`), when and by whom it was created, and
  `standings_of`, a fingerprint of the rules and directory the intervals were computed with.
- `step`: every write as a person sees it. `kind` is write, import, setting, undo, redo or
  migration; `of_step` is the step an undo or redo concerns; `state` is done, undone (can be
  redone), dropped (undone, and a later write closed the way back) or fixed (never undone).
- `history`: one line for each row a step added, changed or removed, never altered
  afterwards. `old` and `new` are JSON: all fields that differ from an empty row for add and
  remove, the changed fields for change. `row_hash` is the hash of the whole row afterwards;
  `hash` chains every line to the one before. `source` is JSON (file, SHA-256, sheet, row).
- `evidence_interval`: the stretches of days of `domain.standing.intervals`. `evidence` is
  'certificate' or 'audit'. `first`, `last`, `cover_until` and `effective_expiry` are
  proleptic ordinals (`date.toordinal()`), so that distances in days are subtractions.
- `evidence_buyer`: for whom one-customer evidence counts, by stretch (`first`).
- `search`: FTS5 over folded words; its rowid tells record and id (`storage.search_index`).
"""

import sqlite3

NAME = "first schema"

SQL = """
CREATE TABLE supplier (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    local_name TEXT NOT NULL,
    country TEXT NOT NULL,
    address TEXT NOT NULL,
    categories TEXT NOT NULL,
    supplies TEXT NOT NULL,
    criticality TEXT,
    status TEXT NOT NULL,
    withdrawn_on TEXT,
    withdrawn_reason TEXT NOT NULL,
    notes TEXT NOT NULL,
    recorded_on TEXT NOT NULL,
    name_key TEXT NOT NULL,
    name_folded TEXT NOT NULL
);
CREATE INDEX ix_supplier_name_folded ON supplier (name_folded);
CREATE INDEX ix_supplier_name_key ON supplier (name_key);
CREATE TABLE site (
    id INTEGER PRIMARY KEY,
    supplier_id INTEGER NOT NULL REFERENCES supplier,
    name TEXT NOT NULL,
    address TEXT NOT NULL,
    country TEXT NOT NULL,
    supplies INTEGER NOT NULL,
    recorded_on TEXT NOT NULL
);
CREATE INDEX ix_site_supplier_id ON site (supplier_id);
CREATE TABLE contact (
    id INTEGER PRIMARY KEY,
    supplier_id INTEGER NOT NULL REFERENCES supplier,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    email TEXT NOT NULL,
    phone TEXT NOT NULL,
    recorded_on TEXT NOT NULL
);
CREATE INDEX ix_contact_supplier_id ON contact (supplier_id);
CREATE TABLE buyer (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    country TEXT NOT NULL,
    address TEXT NOT NULL,
    contact TEXT NOT NULL,
    notes TEXT NOT NULL,
    recorded_on TEXT NOT NULL,
    name_key TEXT NOT NULL,
    name_folded TEXT NOT NULL
);
CREATE INDEX ix_buyer_name_folded ON buyer (name_folded);
CREATE INDEX ix_buyer_name_key ON buyer (name_key);
CREATE TABLE certificate (
    id INTEGER PRIMARY KEY,
    supplier_id INTEGER NOT NULL REFERENCES supplier,
    kind TEXT,
    standard TEXT NOT NULL,
    edition TEXT,
    number TEXT NOT NULL,
    revision TEXT NOT NULL,
    holder TEXT NOT NULL,
    holder_address TEXT NOT NULL,
    party TEXT,
    certification_body TEXT NOT NULL,
    accreditation TEXT NOT NULL,
    accreditation_body TEXT NOT NULL,
    accreditation_number TEXT NOT NULL,
    scope TEXT NOT NULL,
    product TEXT NOT NULL,
    file_number TEXT NOT NULL,
    sites_as_printed TEXT NOT NULL,
    first_issued_on TEXT,
    issued_on TEXT,
    valid_from TEXT,
    expires_on TEXT,
    surveillance_due_on TEXT,
    status_as_printed TEXT NOT NULL,
    supersedes_id INTEGER REFERENCES certificate,
    notes TEXT NOT NULL,
    recorded_on TEXT NOT NULL
);
CREATE INDEX ix_certificate_supersedes_id ON certificate (supersedes_id);
CREATE INDEX ix_certificate_supplier_id ON certificate (supplier_id);
CREATE TABLE certificate_site (
    id INTEGER PRIMARY KEY,
    certificate_id INTEGER NOT NULL REFERENCES certificate,
    site_id INTEGER NOT NULL REFERENCES site,
    recorded_on TEXT NOT NULL
);
CREATE INDEX ix_certificate_site_certificate_id ON certificate_site (certificate_id);
CREATE INDEX ix_certificate_site_site_id ON certificate_site (site_id);
CREATE TABLE certificate_buyer (
    id INTEGER PRIMARY KEY,
    certificate_id INTEGER NOT NULL REFERENCES certificate,
    buyer_id INTEGER NOT NULL REFERENCES buyer,
    recorded_on TEXT NOT NULL
);
CREATE INDEX ix_certificate_buyer_buyer_id ON certificate_buyer (buyer_id);
CREATE INDEX ix_certificate_buyer_certificate_id ON certificate_buyer (certificate_id);
CREATE TABLE status_event (
    id INTEGER PRIMARY KEY,
    certificate_id INTEGER NOT NULL REFERENCES certificate,
    kind TEXT NOT NULL,
    "on" TEXT,
    until TEXT,
    reason TEXT NOT NULL,
    recorded_on TEXT NOT NULL
);
CREATE INDEX ix_status_event_certificate_id ON status_event (certificate_id);
CREATE TABLE verification (
    id INTEGER PRIMARY KEY,
    certificate_id INTEGER NOT NULL REFERENCES certificate,
    "on" TEXT,
    "by" TEXT NOT NULL,
    source TEXT NOT NULL,
    result TEXT NOT NULL,
    note TEXT NOT NULL,
    recorded_on TEXT NOT NULL
);
CREATE INDEX ix_verification_certificate_id ON verification (certificate_id);
CREATE TABLE scope_decision (
    id INTEGER PRIMARY KEY,
    certificate_id INTEGER NOT NULL REFERENCES certificate,
    covers INTEGER NOT NULL,
    product TEXT NOT NULL,
    site TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "on" TEXT,
    note TEXT NOT NULL,
    recorded_on TEXT NOT NULL
);
CREATE INDEX ix_scope_decision_certificate_id ON scope_decision (certificate_id);
CREATE TABLE audit (
    id INTEGER PRIMARY KEY,
    supplier_id INTEGER NOT NULL REFERENCES supplier,
    reference TEXT NOT NULL,
    party TEXT,
    kind TEXT,
    standard TEXT NOT NULL,
    edition TEXT,
    planned_on TEXT,
    done_on TEXT,
    site TEXT NOT NULL,
    conducted_by TEXT NOT NULL,
    lead_auditor TEXT NOT NULL,
    result TEXT,
    score REAL,
    next_due_on TEXT,
    certificate_id INTEGER REFERENCES certificate,
    notes TEXT NOT NULL,
    recorded_on TEXT NOT NULL
);
CREATE INDEX ix_audit_certificate_id ON audit (certificate_id);
CREATE INDEX ix_audit_supplier_id ON audit (supplier_id);
CREATE TABLE audit_buyer (
    id INTEGER PRIMARY KEY,
    audit_id INTEGER NOT NULL REFERENCES audit,
    buyer_id INTEGER NOT NULL REFERENCES buyer,
    recorded_on TEXT NOT NULL
);
CREATE INDEX ix_audit_buyer_audit_id ON audit_buyer (audit_id);
CREATE INDEX ix_audit_buyer_buyer_id ON audit_buyer (buyer_id);
CREATE TABLE finding (
    id INTEGER PRIMARY KEY,
    audit_id INTEGER NOT NULL REFERENCES audit,
    number TEXT NOT NULL,
    clause TEXT NOT NULL,
    grading TEXT NOT NULL,
    statement TEXT NOT NULL,
    root_cause TEXT NOT NULL,
    correction TEXT NOT NULL,
    corrective_action TEXT NOT NULL,
    responsible TEXT NOT NULL,
    raised_on TEXT,
    due_on TEXT,
    done_on TEXT,
    verified_on TEXT,
    recorded_on TEXT NOT NULL
);
CREATE INDEX ix_finding_audit_id ON finding (audit_id);
CREATE TABLE approval (
    id INTEGER PRIMARY KEY,
    supplier_id INTEGER NOT NULL REFERENCES supplier,
    decision TEXT NOT NULL,
    "on" TEXT,
    "by" TEXT NOT NULL,
    conditions TEXT NOT NULL,
    due_on TEXT,
    recorded_on TEXT NOT NULL
);
CREATE INDEX ix_approval_supplier_id ON approval (supplier_id);
CREATE TABLE waiver (
    id INTEGER PRIMARY KEY,
    supplier_id INTEGER NOT NULL REFERENCES supplier,
    rule TEXT NOT NULL,
    subject TEXT NOT NULL,
    buyer_id INTEGER REFERENCES buyer,
    profile TEXT,
    reason TEXT NOT NULL,
    "by" TEXT NOT NULL,
    granted_on TEXT,
    ends_on TEXT NOT NULL,
    recorded_on TEXT NOT NULL
);
CREATE INDEX ix_waiver_buyer_id ON waiver (buyer_id);
CREATE INDEX ix_waiver_supplier_id ON waiver (supplier_id);
CREATE TABLE document (
    id INTEGER PRIMARY KEY,
    owner TEXT NOT NULL,
    owner_id INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    recorded_on TEXT NOT NULL
);
CREATE INDEX ix_document_owner ON document (owner, owner_id);
CREATE TABLE setting (
    id INTEGER PRIMARY KEY,
    "key" TEXT NOT NULL UNIQUE,
    value TEXT NOT NULL,
    recorded_on TEXT NOT NULL
);
CREATE TABLE meta (
    "key" TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE step (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    author TEXT NOT NULL,
    kind TEXT NOT NULL,
    label TEXT NOT NULL,
    reason TEXT NOT NULL,
    of_step INTEGER REFERENCES step,
    state TEXT NOT NULL
);
CREATE INDEX ix_step_state ON step (state);
CREATE TABLE history (
    id INTEGER PRIMARY KEY,
    step INTEGER NOT NULL REFERENCES step,
    at TEXT NOT NULL,
    author TEXT NOT NULL,
    action TEXT NOT NULL,
    record TEXT NOT NULL,
    record_id INTEGER NOT NULL,
    supplier_id INTEGER,
    old TEXT,
    new TEXT,
    reason TEXT NOT NULL,
    source TEXT NOT NULL,
    row_hash TEXT,
    hash TEXT NOT NULL
);
CREATE INDEX ix_history_step ON history (step);
CREATE INDEX ix_history_record ON history (record, record_id);
CREATE INDEX ix_history_supplier_id ON history (supplier_id);
CREATE TABLE evidence_interval (
    evidence TEXT NOT NULL,
    evidence_id INTEGER NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    supplier_id INTEGER NOT NULL,
    base TEXT NOT NULL,
    level TEXT,
    cause TEXT,
    superseded INTEGER NOT NULL,
    cover_until INTEGER,
    effective_expiry INTEGER,
    PRIMARY KEY (evidence, evidence_id, first)
) WITHOUT ROWID;
CREATE INDEX ix_evidence_interval_supplier_id ON evidence_interval (supplier_id);
CREATE TABLE evidence_buyer (
    evidence TEXT NOT NULL,
    evidence_id INTEGER NOT NULL,
    first INTEGER NOT NULL,
    buyer_id INTEGER NOT NULL,
    PRIMARY KEY (evidence, evidence_id, first, buyer_id)
) WITHOUT ROWID;
CREATE VIRTUAL TABLE search USING fts5(
    words,
    prefix='1 2 3',
    tokenize="unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'"
);
"""


def upgrade(connection: sqlite3.Connection) -> None:
    """Lay the tables down, statement by statement (a script would end the transaction)."""
    for statement in SQL.split(";"):
        if statement.strip():
            connection.execute(statement)
