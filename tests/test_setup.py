"""The set-up script: installs what is missing as root, names it and stops otherwise."""

import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parent.parent / "setup" / "system_packages.sh"


class Computer:
    """A computer made of a few programs of its own: dpkg-query, id, apt-get and python."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.log = folder / "apt.log"
        self.lacks("nothing")
        self.program("id", "echo 1000")
        self.program("python", "exit 0")
        self.program("apt-get", f'echo "$@" >> {self.log}')

    def program(self, name: str, body: str) -> None:
        path = self.folder / name
        path.write_text(f"#!/bin/sh\n{body}\n")
        path.chmod(0o755)

    def lacks(self, *packages: str) -> None:
        """dpkg-query lists everything asked for but these, and complains as the real one does."""
        self.program(
            "dpkg-query",
            "shift 3; status=0\n"
            'for each in "$@"; do case " ' + " ".join(packages) + ' " in *" $each "*) status=1 ;;'
            ' *) printf "%s=installed " "$each" ;; esac; done; exit $status',
        )

    def set_up(self, purpose: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["/bin/sh", str(SCRIPT), str(self.folder / "python"), purpose],
            env={"PATH": f"{self.folder}:/usr/bin:/bin"},
            capture_output=True,
            text=True,
        )


@pytest.fixture
def computer(tmp_path: Path) -> Computer:
    return Computer(tmp_path)


@pytest.mark.parametrize("purpose", ["run", "test"])
def test_nothing_missing_nothing_said(computer, purpose):
    done = computer.set_up(purpose)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_without_root_it_names_what_is_missing_and_stops(computer):
    computer.lacks("libxcb-cursor0", "fonts-noto-core")
    done = computer.set_up("run")
    assert done.returncode == 1
    assert "apt-get install --no-install-recommends libxcb-cursor0 fonts-noto-core\n" in done.stderr
    assert not computer.log.exists()


def test_the_database_server_is_needed_for_tests_only(computer):
    computer.lacks("postgresql")
    assert computer.set_up("run").returncode == 0
    assert "postgresql" in computer.set_up("test").stderr


def test_a_python_that_cannot_make_an_environment_is_completed(computer):
    computer.program("python", "exit 1")
    assert "python3.11-venv" in computer.set_up("run").stderr


def test_root_installs_what_is_missing_and_nothing_else(computer):
    computer.program("id", "echo 0")
    computer.lacks("libegl1", "poppler-utils")
    assert computer.set_up("test").returncode == 0
    update, install = computer.log.read_text().splitlines()
    assert update.startswith("update")
    assert install.endswith("--no-install-recommends libegl1 poppler-utils")


def test_a_failed_installation_says_so(computer):
    computer.program("id", "echo 0")
    computer.program("apt-get", "exit 100")
    computer.lacks("libegl1")
    done = computer.set_up("run")
    assert done.returncode == 1
    assert "could not be installed: libegl1" in done.stderr
