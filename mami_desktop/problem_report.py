"""What a person sends when the program failed: its own lines and versions, nothing of a patient.

Never a value, a message or a name, because those may be about a patient.
"""

import platform
import traceback
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from mami_desktop import __version__, paths
from mami_desktop.clock import system_clock


def problem_report(error: BaseException) -> str:
    """Versions, the kind of failure and the program's lines it passed; no values, no messages."""
    lines = [
        f"MAMI Desktop {__version__}",
        f"Python {platform.python_version()}, Qt {_qt_version()}, {platform.system()}"
        f" {platform.release()}",
    ]
    cause: BaseException | None = error
    while cause is not None:
        lines += ["", f"{type(cause).__module__}.{type(cause).__qualname__}"]
        lines += [
            f"  {Path(frame.filename).name}:{frame.lineno} in {frame.name}"
            for frame in traceback.extract_tb(cause.__traceback__)
        ]
        cause = cause.__cause__ or cause.__context__
    return "\n".join(lines) + "\n"


def write_report(error: BaseException) -> Path:
    """Write the problem report into the logs folder; returns its path."""
    folder = paths.logs_dir()
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"problem-{system_clock():%Y%m%d-%H%M%S}.txt"
    path.write_text(problem_report(error), encoding="utf-8")
    return path


def _qt_version() -> str:
    try:
        return version("PySide6-Essentials")
    except PackageNotFoundError:
        return "unknown"
