"""Alembic scripts that bring a register to the newest schema."""
