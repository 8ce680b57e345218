"""MAMI Desktop: the register of small and nutritionally at-risk infants and their mothers."""

__version__ = "1.0.0"
