"""What can go wrong, in two kinds; anything else that is raised is a bug.

Problem      a value: something to mend in what was typed, shown beside the field
UserError    an expected failure (disk full, file open elsewhere), shown in the one dialog
"""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Problem:
    """One thing to mend in an entry.

    ``text`` says what is wrong and what to do; ``where`` names the field; a *soft* problem
    ("weigh again, or keep it?") never stops a save, a *hard* one does.
    """

    text: str
    where: str | None = None
    severity: Literal["hard", "soft"] = "hard"


class UserError(Exception):
    """An expected failure told in words: what happened, what to do, what is safe."""

    def __init__(self, what: str, advice: str = "") -> None:
        super().__init__(f"{what} {advice}".strip())
        self.what = what
        self.advice = advice


class EntryError(UserError):
    """A use case refused what was typed; ``problems`` belong beside the fields."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(" ".join(problem.text for problem in problems))
        self.problems = problems
