"""What is shipped: a wheel with everything inside, versions and hashes locked, no traces of a
developer's machine, and each dependency there for a reason."""

import ast
import importlib.metadata
import importlib.util
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")

# used without an import of ours: by another library, or as a command
USED_BY_NAME = {
    "psycopg": "SQLAlchemy loads it for postgresql+psycopg addresses",
    "uharfbuzz": "ReportLab loads it to shape scripts",
    "qtawesome": "its icon font is read as a file",
    "coverage": "command of the gate",
    "mypy": "command of the gate",
    "pytest-cov": "plugin of pytest",
    "pytest-qt": "plugin of pytest",
    "ruff": "command of the gate",
    "types-openpyxl": "types for mypy",
}


def tracked_files(*under: str) -> list[str]:
    done = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *under],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return sorted(name for name in done.stdout.split("\0") if name and (ROOT / name).is_file())


def requirements(kind: str) -> list[Requirement]:
    project = PROJECT["project"]
    lines = project["dependencies"] if kind == "run" else project["optional-dependencies"][kind]
    return [Requirement(line) for line in lines]


# -- the wheel -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of the source as it stands, built aside, so that nothing stale is found."""
    source = tmp_path_factory.mktemp("source")
    fonts = [f"resources/fonts/{path.name}" for path in (ROOT / "resources/fonts").glob("*.ttf")]
    for name in [
        *tracked_files("mami_desktop", "resources"),
        *fonts,
        "pyproject.toml",
        "README.md",
    ]:
        target = source / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes((ROOT / name).read_bytes())
    out = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
        + ["--no-index", "--wheel-dir", str(out), str(source)],
        check=True,
    )
    (path,) = out.glob("mami_desktop-*.whl")
    return path


def test_every_file_of_the_program_is_in_the_wheel(wheel):
    with zipfile.ZipFile(wheel) as archive:
        inside = set(archive.namelist())
    wanted = set(tracked_files("mami_desktop"))
    wanted |= {f"mami_desktop/{name}" for name in tracked_files("resources")}
    assert sorted(wanted - inside) == []
    assert any(name.startswith("mami_desktop/resources/fonts/") for name in inside)


def test_the_unpacked_wheel_works_away_from_the_checkout(wheel, tmp_path):
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    program = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "import mami_desktop\n"
        "from mami_desktop.paths import resource\n"
        "print(mami_desktop.__file__)\n"
        "print(resource('growth'))\n"
        "from mami_desktop.cli.main import main\n"
        "sys.exit(main(['--version']))"
    )
    site = tmp_path / "site"
    done = subprocess.run(
        [sys.executable, "-c", program, str(site)], cwd=tmp_path, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    module, growth, version = done.stdout.splitlines()
    assert Path(module).is_relative_to(site)
    assert Path(growth).is_relative_to(site)
    assert list(Path(growth).glob("*.csv"))
    assert version.startswith("MAMI Desktop ")


def test_the_fonts_of_every_printed_script_are_there():
    fonts = {path.name for path in (ROOT / "resources/fonts").glob("*.ttf")}
    for script in ("", "Arabic", "Bengali", "Devanagari", "Ethiopic"):
        assert {f"NotoSans{script}-Regular.ttf", f"NotoSans{script}-Bold.ttf"} <= fonts


# -- the lock --------------------------------------------------------------------------------


def test_the_lock_pins_and_hashes_everything():
    entries = re.split(r"\n(?=\S)", re.sub(r"^\s*#.*\n", "", LOCK, flags=re.MULTILINE).strip())
    assert len(entries) > 20
    for entry in entries:
        assert re.match(r"[a-z0-9.-]+(\[[a-z,]+\])?==[^\s;]+", entry), entry[:80]
        assert "--hash=sha256:" in entry, entry[:80]


def test_the_lock_names_no_address():
    assert "://" not in LOCK
    assert not re.search(r"^\s*-", re.sub(r"^\s+--hash=\S+", "", LOCK, flags=re.MULTILINE), re.M)


@pytest.mark.parametrize("kind", ["run", "test", "build"])
def test_the_lock_fits_what_the_project_asks_for(kind):
    if kind == "build":
        wanted = [Requirement(line) for line in PROJECT["dependency-groups"]["build"]]
        asked = {Requirement(line).name for line in PROJECT["build-system"]["requires"]}
        assert asked <= {each.name for each in wanted}
    else:
        wanted = requirements(kind)
    locked: dict[str, list[str]] = {}
    for name, version in re.findall(r"^([a-z0-9.-]+)==([^\s;]+)", LOCK, flags=re.MULTILINE):
        locked.setdefault(canonicalize_name(name), []).append(version)
    for each in wanted:
        versions = locked.get(canonicalize_name(each.name))
        assert versions, f"{each.name} is not locked: make lock"
        assert all(each.specifier.contains(version) for version in versions), each


# -- the dependencies ------------------------------------------------------------------------


def imported_names(*folders: str) -> set[str]:
    names = set()
    for folder in folders:
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Import):
                    names |= {name.name.split(".")[0] for name in node.names}
                elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                    names.add(node.module.split(".")[0])
    return names


@pytest.mark.parametrize(
    "kind, folders", [("run", ["mami_desktop"]), ("test", ["mami_desktop", "tests"])]
)
def test_every_dependency_is_used(kind, folders):
    provides: dict[str, set[str]] = {}
    for module, owners in importlib.metadata.packages_distributions().items():
        for owner in owners:
            provides.setdefault(canonicalize_name(owner), set()).add(module)
    imported = imported_names(*folders)
    unused = [
        each.name
        for each in requirements(kind)
        if canonicalize_name(each.name) not in USED_BY_NAME
        and not provides.get(canonicalize_name(each.name), set()) & imported
    ]
    assert not unused


def test_every_import_is_a_dependency():
    asked = {canonicalize_name(each.name) for each in requirements("run")}
    owners = importlib.metadata.packages_distributions()
    foreign = imported_names("mami_desktop") - set(sys.stdlib_module_names) - {"mami_desktop"}
    missing = {
        name
        for name in foreign
        if not asked & {canonicalize_name(owner) for owner in owners.get(name, [])}
    }
    # comes with PySide6-Essentials
    assert missing - {"shiboken6"} == set()


def test_the_readme_says_why_each_dependency_is_there():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    names = [each.name for kind in ("run", "test") for each in requirements(kind)]
    assert [name for name in names if f"`{name}`" not in readme] == []


def test_qt_does_not_lose_references_to_none():
    """PySide6 6.12.0 on Python 3.11 drops one at each void call and aborts after some thousands."""
    from PySide6.QtCore import QObject

    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(500):
        thing.setObjectName("x")
    assert abs(sys.getrefcount(None) - before) < 100


# -- the source ------------------------------------------------------------------------------


def test_no_file_speaks_of_the_machine_it_was_written_on():
    # in pieces, so that this file passes its own test
    traces = ("/wo" + "rk/", "../sha" + "red", "/ro" + "ot/", "/ho" + "me/")
    hosts = re.compile("ind" + r"ex-url|https?://[^\s\"')]*/sim" + r"ple\b|pypi\.o" + "rg", re.I)
    wrong = []
    for name in tracked_files("."):
        content = (ROOT / name).read_bytes()
        if b"\0" in content:
            continue
        text = content.decode("utf-8")
        found = [trace for trace in traces if trace in text]
        found += hosts.findall(text)
        # scratch folders are the business of tests and set-up only
        if not name.startswith(("tests/", ".ci/")) and name != "Makefile" and "/tm" + "p/" in text:
            found.append("scratch folder")
        if found:
            wrong.append(f"{name}: {', '.join(found)}")
    assert not wrong, "\n".join(wrong)
