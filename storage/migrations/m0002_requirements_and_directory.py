"""The second step: requirement profiles, evaluations, the register's own directory entries.

Frozen like every step. What it adds to tables of the first step stands at their ends, with an
empty default, so that rows written before keep their hash in the history.
"""

import sqlite3

NAME = "requirement profiles, evaluations and directory entries"

SQL = """
ALTER TABLE site ADD COLUMN products TEXT NOT NULL DEFAULT '';
ALTER TABLE certificate ADD COLUMN decided_on TEXT;
ALTER TABLE approval ADD COLUMN criteria TEXT NOT NULL DEFAULT '';
ALTER TABLE approval ADD COLUMN ends_on TEXT;
CREATE TABLE renewal_denial (
    id INTEGER PRIMARY KEY,
    certificate_id INTEGER NOT NULL REFERENCES certificate,
    earlier_id INTEGER NOT NULL REFERENCES certificate,
    "by" TEXT NOT NULL,
    note TEXT NOT NULL,
    recorded_on TEXT NOT NULL
);
CREATE INDEX ix_renewal_denial_certificate_id ON renewal_denial (certificate_id);
CREATE INDEX ix_renewal_denial_earlier_id ON renewal_denial (earlier_id);
CREATE TABLE evaluation (
    id INTEGER PRIMARY KEY,
    supplier_id INTEGER NOT NULL REFERENCES supplier,
    period_from TEXT,
    period_to TEXT,
    quality REAL,
    delivery REAL,
    service REAL,
    score REAL,
    rating TEXT,
    done_on TEXT,
    "by" TEXT NOT NULL,
    next_due_on TEXT,
    notes TEXT NOT NULL,
    recorded_on TEXT NOT NULL
);
CREATE INDEX ix_evaluation_supplier_id ON evaluation (supplier_id);
CREATE TABLE requirement_profile (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    rules TEXT NOT NULL,
    audit INTEGER NOT NULL,
    margin_days INTEGER NOT NULL,
    verification_months INTEGER NOT NULL,
    audit_months INTEGER NOT NULL,
    recorded_on TEXT NOT NULL
);
CREATE TABLE profile_demand (
    id INTEGER PRIMARY KEY,
    profile_id INTEGER NOT NULL REFERENCES requirement_profile,
    subject TEXT NOT NULL,
    mark INTEGER NOT NULL,
    widely INTEGER NOT NULL,
    shown INTEGER NOT NULL,
    recorded_on TEXT NOT NULL
);
CREATE INDEX ix_profile_demand_profile_id ON profile_demand (profile_id);
CREATE TABLE profile_use (
    id INTEGER PRIMARY KEY,
    buyer_id INTEGER REFERENCES buyer,
    profile TEXT NOT NULL,
    category TEXT NOT NULL,
    criticality TEXT,
    recorded_on TEXT NOT NULL
);
CREATE INDEX ix_profile_use_buyer_id ON profile_use (buyer_id);
CREATE TABLE accreditation_body (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    economy TEXT NOT NULL,
    aliases TEXT NOT NULL,
    status TEXT NOT NULL,
    note TEXT NOT NULL,
    source TEXT NOT NULL,
    checked_on TEXT,
    unused INTEGER NOT NULL,
    recorded_on TEXT NOT NULL
);
CREATE TABLE accreditation_scope (
    id INTEGER PRIMARY KEY,
    body_id INTEGER NOT NULL REFERENCES accreditation_body,
    scope TEXT NOT NULL,
    starts_on TEXT,
    ends_on TEXT,
    recorded_on TEXT NOT NULL
);
CREATE INDEX ix_accreditation_scope_body_id ON accreditation_scope (body_id);
CREATE TABLE certification_body (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    aliases TEXT NOT NULL,
    exact_aliases TEXT NOT NULL,
    note TEXT NOT NULL,
    source TEXT NOT NULL,
    checked_on TEXT,
    unused INTEGER NOT NULL,
    recorded_on TEXT NOT NULL
);
CREATE TABLE cb_accreditation (
    id INTEGER PRIMARY KEY,
    certification_body TEXT NOT NULL,
    accreditation_body TEXT NOT NULL,
    standard TEXT NOT NULL,
    starts_on TEXT,
    ends_on TEXT,
    status TEXT NOT NULL,
    source TEXT NOT NULL,
    checked_on TEXT,
    unused INTEGER NOT NULL,
    recorded_on TEXT NOT NULL
);
CREATE TABLE standard_edition (
    id INTEGER PRIMARY KEY,
    standard TEXT NOT NULL,
    edition TEXT NOT NULL,
    successor TEXT NOT NULL,
    invalid_after TEXT,
    provisional INTEGER NOT NULL,
    source TEXT NOT NULL,
    checked_on TEXT,
    unused INTEGER NOT NULL,
    recorded_on TEXT NOT NULL
);
"""


def upgrade(connection: sqlite3.Connection) -> None:
    """Add columns and tables, statement by statement (a script would end the transaction)."""
    for statement in SQL.split(";"):
        if statement.strip():
            connection.execute(statement)
