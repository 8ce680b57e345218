"""The database: tables, the one place that opens it, the record of changes, named queries."""
