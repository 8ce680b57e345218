"""Imports point one way: views and commands on services and reports, these on models, pathway and
growth, everything on the leaf modules. Nothing below the window loads Qt."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "mami_desktop"
LONGEST_FILE = 400

# each layer and the layers it may import besides itself and the leaf modules
MAY_IMPORT = {
    "leaf": set(),
    "growth": set(),
    "pathway": {"growth"},
    "models": {"pathway", "growth"},
    "services": {"models", "pathway", "growth"},
    "reports": {"pathway", "growth"},
    "views": {"services", "reports", "pathway", "growth"},
    "app": {"views", "services", "pathway", "growth"},
    "tour": {"app", "views", "reports", "services", "pathway", "growth"},
    "cli": {"app", "tour", "reports", "services", "pathway", "growth"},
}
# services fill the plain records that papers are made from; reports never reach back
SHARED_RECORDS = "mami_desktop.reports.records"
# the tour carries out the main job in the real windows
KNOW_QT = ("views", "app", "tour")
PURE = ("growth", "pathway")
QT = ("PySide6", "shiboken6", "pyqtgraph", "qtawesome", "qtpy")


def layer_of(module: str) -> str:
    """The layer of `mami_desktop.<...>`: a package's name, or leaf for the modules beside them."""
    parts = module.split(".")
    if len(parts) == 1:
        return "leaf"
    if parts[1] == "__main__":
        return "cli"
    return parts[1] if parts[1] in MAY_IMPORT else "leaf"


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_of(path: Path) -> Iterator[tuple[int, str]]:
    """Line and full name of every import in a file, those inside functions too."""
    package = module_name(path).split(".")
    if path.name != "__init__.py":
        package = package[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, name.name) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            yield from ((node.lineno, f"{base}.{name.name}") for name in node.names)


SOURCES = sorted(PACKAGE.rglob("*.py"))


def test_every_folder_has_a_place_in_the_order():
    folders = {path.name for path in PACKAGE.iterdir() if any(path.glob("**/*.py"))}
    assert folders <= set(MAY_IMPORT)


def test_imports_point_down():
    wrong = []
    for path in SOURCES:
        layer = layer_of(module_name(path))
        for line, name in imports_of(path):
            if name.split(".")[0] != "mami_desktop":
                continue
            if layer == "services" and f"{name}.".startswith(f"{SHARED_RECORDS}."):
                continue
            other = layer_of(name)
            if other not in {layer, "leaf", *MAY_IMPORT[layer]}:
                wrong.append(f"{path.relative_to(ROOT)}:{line} ({layer}) imports {name}")
    assert not wrong, "\n".join(wrong)


def test_only_the_window_and_its_tour_know_qt():
    wrong = [
        f"{path.relative_to(ROOT)}:{line} imports {name}"
        for path in SOURCES
        if layer_of(module_name(path)) not in KNOW_QT
        for line, name in imports_of(path)
        if name.split(".")[0] in QT
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("layer", PURE)
def test_pure_layers_have_no_database_and_no_clock(layer):
    forbidden = {"sqlalchemy", "sqlite3", "psycopg", "time", "mami_desktop.clock"}
    wrong = [
        f"{path.relative_to(ROOT)}:{line} imports {name}"
        for path in sorted((PACKAGE / layer).rglob("*.py"))
        for line, name in imports_of(path)
        if any(name == part or name.startswith(part + ".") for part in forbidden)
    ]
    assert not wrong, "\n".join(wrong)


def test_nothing_below_the_window_loads_qt():
    modules = [
        module_name(path)
        for path in SOURCES
        if layer_of(module_name(path)) not in KNOW_QT
        and path.name != "__main__.py"
        # Alembic runs these two kinds of script itself, they are no modules to import
        and "migrations" not in path.parts
    ]
    program = (
        "import importlib, sys\n"
        f"for name in {modules!r}: importlib.import_module(name)\n"
        f"print(*sorted({{name.split('.')[0] for name in sys.modules}} & set({QT!r})))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []


def test_the_window_needs_no_paper_spreadsheet_or_chart_library_to_open():
    program = (
        "import sys, mami_desktop.app, mami_desktop.cli.main\n"
        "print(*sorted({'reportlab', 'openpyxl', 'pyqtgraph', 'numpy', 'qtawesome',"
        " 'pypdfium2'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []


def test_no_source_file_grows_past_its_one_job():
    long = {
        str(path.relative_to(ROOT)): lines
        for path in [*SOURCES, *sorted((ROOT / "tests").rglob("*.py"))]
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_FILE
    }
    assert not long
