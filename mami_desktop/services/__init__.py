"""Use cases: verbs that take a Work and plain values, and save all or nothing."""
