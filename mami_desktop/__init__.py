"""MAMI Desktop: the facility register for small and nutritionally at-risk infants and their mothers."""

__version__ = "1.0.0"
