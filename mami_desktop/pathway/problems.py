"""What is wrong with a pathway file, for the person who adapts it."""

from dataclasses import dataclass

from mami_desktop.errors import UserError
from mami_desktop.i18n import _


@dataclass(frozen=True, slots=True)
class LoadProblem:
    """One problem: where it is (the line of the ``id`` concerned), what it is, what to do."""

    file: str
    line: int
    item: str
    text: str
    remedy: str

    def __str__(self) -> str:
        where = _("{file}, line {line}", file=self.file, line=self.line)
        subject = f"{where}, {self.item}" if self.item else where
        return f"{subject}: {self.text} {self.remedy}".rstrip()


class PathwayError(UserError):
    """The pathway file cannot be used; ``problems`` lists everything found, in order of line."""

    def __init__(self, problems: list[LoadProblem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


class Findings:
    """Collects problems of one file while it is read."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[LoadProblem] = []

    def add(self, line: int, item: str, text: str, remedy: str) -> None:
        """Note one problem."""
        self.problems.append(LoadProblem(self.file, line, item, text, remedy))

    def in_order(self) -> list[LoadProblem]:
        """All problems by line, each once."""
        return sorted(dict.fromkeys(self.problems), key=lambda problem: problem.line)
