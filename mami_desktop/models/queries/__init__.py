"""Read queries: each returns small frozen rows and writes nothing."""
