"""The month: the report that counts itself, and whom it counts."""
