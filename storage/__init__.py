"""The register file: one SQLite database, its documents and its backups."""
