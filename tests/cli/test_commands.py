"""What the commands promise: exit codes, words on standard error, and nothing half-written."""

import json
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from mami_desktop.cli.main import main

COMMANDS = (
    "new", "sample", "zscores", "classify", "check-pathway", "tally", "export", "slip", "tour",
)  # fmt: skip
Shown = pytest.CaptureFixture[str]


def failed(arguments: list[str], capsys: Shown) -> str:
    """Run a command that cannot be done; returns the words on standard error."""
    capsys.readouterr()
    assert main(arguments) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "Traceback" not in shown.err
    return shown.err


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """An empty register file."""
    path = tmp_path / "clinic.mami"
    code = ["--facility-code", "F1", "--facility-name", "Example Health Post"]
    assert main(["new", str(path), *code]) == 0
    return path


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["new"],
        ["sample", "x.mami", "--infants", "none"],
        ["export", "-o", "x.xlsx", "--from", "yesterday"],
        ["export", "-o", "x.xlsx", "--to", "20261001"],
    ],
)
def test_wrong_usage_is_code_2(arguments: list[str], capsys: Shown) -> None:
    assert main(arguments) == 2
    assert "usage:" in capsys.readouterr().err


def test_every_command_has_help(capsys: Shown) -> None:
    for command in COMMANDS:
        assert main([command, "--help"]) == 0
        assert command in capsys.readouterr().out


def test_a_new_register_is_empty_and_is_not_made_twice(register: Path, capsys: Shown) -> None:
    words = failed(
        ["new", str(register), "--facility-code", "F1", "--facility-name", "Other"], capsys
    )
    assert register.name in words
    assert main(["--register", str(register), "tally", "--month", "2026-10", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["facility_code"] == "F1"
    assert report["rows"]["m16_end"] == {"m": 0, "f": 0, "total": 0}


def test_a_register_that_is_not_there_is_told_in_words(tmp_path: Path, capsys: Shown) -> None:
    words = failed(
        ["--register", str(tmp_path / "gone.mami"), "tally", "--month", "2026-10"], capsys
    )
    assert "gone.mami" in words
    assert not (tmp_path / "gone.mami").exists()


def test_a_file_that_is_no_register_is_left_alone(tmp_path: Path, capsys: Shown) -> None:
    other = tmp_path / "letter.mami"
    other.write_text("Dear colleague")
    words = failed(["--register", str(other), "export", "-o", str(tmp_path / "r.xlsx")], capsys)
    assert "letter.mami" in words
    assert other.read_text() == "Dear colleague"
    assert not (tmp_path / "r.xlsx").exists()


def test_no_register_named(capsys: Shown) -> None:
    assert "--register" in failed(["tally", "--month", "2026-10"], capsys)


def test_the_register_may_come_from_the_environment(
    register: Path, monkeypatch: pytest.MonkeyPatch, capsys: Shown
) -> None:
    monkeypatch.setenv("MAMI_REGISTER", str(register))
    assert main(["tally", "--month", "2026-10", "--json"]) == 0


@pytest.mark.parametrize("month", ["2026-13", "October", "2026-1", "26-10", "0001-01", "9999-12"])
def test_a_month_that_is_none(register: Path, month: str, capsys: Shown) -> None:
    assert month in failed(["--register", str(register), "tally", "--month", month], capsys)


def test_an_existing_file_is_replaced_only_with_force(
    register: Path, tmp_path: Path, capsys: Shown
) -> None:
    book = tmp_path / "register.xlsx"
    book.write_text("mine")
    export = ["--register", str(register), "export", "-o", str(book)]
    assert "--force" in failed(export, capsys)
    assert book.read_text() == "mine"
    assert main([*export, "--force"]) == 0
    sheets = load_workbook(book).sheetnames
    assert sheets[0] == "facility" and sheets[-1] == "about"
    assert sorted(path.name for path in tmp_path.glob("*.xlsx*")) == ["register.xlsx"]


def test_a_folder_that_does_not_exist(register: Path, tmp_path: Path, capsys: Shown) -> None:
    target = tmp_path / "nowhere" / "register.xlsx"
    assert "nowhere" in failed(["--register", str(register), "export", "-o", str(target)], capsys)


def test_an_unknown_slip(register: Path, tmp_path: Path, capsys: Shown) -> None:
    target = tmp_path / "slip.pdf"
    words = failed(
        ["--register", str(register), "slip", "F1/2026/R0001", "-o", str(target)], capsys
    )
    assert "F1/2026/R0001" in words
    assert not target.exists()


def test_the_tally_writes_paper_and_workbook(register: Path, tmp_path: Path, capsys: Shown) -> None:
    pdf, book = tmp_path / "tally.pdf", tmp_path / "tally.xlsx"
    tally = ["--register", str(register), "tally", "--month", "2026-10"]
    assert main([*tally, "--pdf", str(pdf), "--xlsx", str(book)]) == 0
    assert pdf.read_bytes().startswith(b"%PDF")
    assert load_workbook(book).sheetnames
    assert "m16_end" not in capsys.readouterr().out
    assert main(tally) == 0
    assert "m16" in capsys.readouterr().out


def test_of_two_outputs_neither_is_written_when_one_is_there_already(
    register: Path, tmp_path: Path, capsys: Shown
) -> None:
    pdf, book = tmp_path / "tally.pdf", tmp_path / "tally.xlsx"
    book.write_text("mine")
    tally = ["--register", str(register), "tally", "--month", "2026-10"]
    failed([*tally, "--pdf", str(pdf), "--xlsx", str(book)], capsys)
    assert not pdf.exists() and book.read_text() == "mine"


@pytest.mark.parametrize(
    "more", [["--months", "100000"], ["--until", "0001-01-05"], ["--until", "9999-12-31"]]
)
def test_a_sample_out_of_all_time(more: list[str], tmp_path: Path, capsys: Shown) -> None:
    assert "span" in failed(["sample", str(tmp_path / "s.mami"), *more], capsys)
    assert list(tmp_path.glob("s.mami*")) == []


def test_a_facility_code_too_long_to_stand_in_numbers(tmp_path: Path, capsys: Shown) -> None:
    new = ["new", str(tmp_path / "n.mami"), "--facility-name", "x", "--facility-code"]
    assert "40" in failed([*new, "x" * 41], capsys)
    assert main([*new, "x" * 40]) == 0


def test_a_single_case_is_answered(tmp_path: Path, capsys: Shown) -> None:
    case = tmp_path / "case.json"
    answers = {"reg_sex": "female", "reg_dob": "2026-01-02", "ds_oedema": "plus1"}
    case.write_text(json.dumps({"case_id": "A1", "visit_on": "2026-03-10", "answers": answers}))
    assert main(["classify", str(case)]) == 0
    result = json.loads(capsys.readouterr().out)
    assert (result["case_id"], result["level"], result["fired"]) == ("A1", "high", ["ds_oedema"])


def test_a_bad_case_names_what_is_wrong(tmp_path: Path, capsys: Shown) -> None:
    case = tmp_path / "case.json"
    case.write_text(json.dumps({"visit_on": "2026-03-10", "answers": {"reg_dbo": "2026-01-02"}}))
    assert "reg_dbo" in failed(["classify", str(case)], capsys)
    case.write_text("{")
    failed(["classify", str(case)], capsys)
    failed(["classify", str(tmp_path / "gone.json")], capsys)


def test_in_a_stream_only_the_bad_line_is_refused(tmp_path: Path, capsys: Shown) -> None:
    good = {"case_id": "1", "visit_on": "2026-03-10", "answers": {"reg_dob": "2026-01-02"}}
    bad = {"case_id": "2", "visit_on": "2026-03-10", "answers": {"gr_weight_g": "heavy"}}
    stream = tmp_path / "cases.jsonl"
    stream.write_text("\n".join(json.dumps(case) for case in (good, bad, good)) + "\nnot json\n")
    assert main(["classify", str(stream)]) == 1
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line.get("level") for line in lines] == ["incomplete", None, "incomplete", None]
    assert lines[1]["case_id"] == "2" and "gr_weight_g" in lines[1]["error"]


def test_only_a_line_end_ends_a_case(tmp_path: Path, capsys: Shown) -> None:
    case = {"case_id": "a\u2028b\u0085c", "visit_on": "2026-03-10", "answers": {}}
    stream = tmp_path / "cases.jsonl"
    stream.write_bytes(f"{json.dumps(case, ensure_ascii=False)}\r\n{json.dumps(case)}\r\n".encode())
    assert main(["classify", str(stream)]) == 0
    lines = capsys.readouterr().out.rstrip("\n").split("\n")
    assert [json.loads(line)["case_id"] for line in lines] == [case["case_id"]] * 2


def test_a_case_nested_too_deeply_gets_words(tmp_path: Path, capsys: Shown) -> None:
    case = tmp_path / "case.json"
    case.write_text("[" * 100_000)
    assert "no case" in failed(["classify", str(case)], capsys)


def test_check_pathway_names_the_line(tmp_path: Path, capsys: Shown) -> None:
    from mami_desktop.paths import resource

    own = tmp_path / "own.toml"
    own.write_text(resource("pathways", "mami.toml").read_text(encoding="utf-8"), encoding="utf-8")
    assert main(["check-pathway", str(own)]) == 0
    capsys.readouterr()
    damaged = own.read_text(encoding="utf-8").replace("gr_muac_mm <", "gr_muac_mn <")
    own.write_text(damaged, encoding="utf-8")
    words = failed(["check-pathway", str(own)], capsys)
    assert "gr_muac_mn" in words
    line = 1 + damaged[: damaged.index('id = "gr_muac_mm"')].count("\n")
    assert str(line) in words
    assert "gone.toml" in failed(["check-pathway", str(tmp_path / "gone.toml")], capsys)


def test_a_folder_without_write_permission(register: Path, tmp_path: Path, capsys: Shown) -> None:
    locked = tmp_path / "locked"
    locked.mkdir()
    locked.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        (locked / "probe").touch()
    except PermissionError:
        target = locked / "register.xlsx"
        failed(["--register", str(register), "export", "-o", str(target)], capsys)
    finally:
        locked.chmod(stat.S_IRWXU)


def test_messages_speak_the_language_asked_for(tmp_path: Path, capsys: Shown) -> None:
    gone = str(tmp_path / "gone.mami")
    english = failed(["--register", gone, "tally", "--month", "2026-10"], capsys)
    french = failed(["--language", "fr", "--register", gone, "tally", "--month", "2026-10"], capsys)
    assert english != french


def test_a_bug_is_told_in_words_with_a_report_and_no_traceback(
    tmp_path: Path, mami_home: Path, monkeypatch: pytest.MonkeyPatch, capsys: Shown
) -> None:
    def broken(_options: object) -> int:
        raise RuntimeError("Bravo Example")

    monkeypatch.setattr("mami_desktop.cli.growth._zscores", broken)
    words = failed(["zscores", "in.csv", "-o", "out.csv"], capsys)
    [report] = (mami_home / "logs").glob("problem-*.txt")
    assert str(report) in words
    assert "RuntimeError" in report.read_text() and "Bravo" not in report.read_text() + words


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_behind_standard_output_is_told(tmp_path: Path) -> None:
    case = tmp_path / "case.json"
    case.write_text('{"visit_on": "2026-03-10"}')
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "mami_desktop", "classify", str(case)],
            stdout=full, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1 and "disk is full" in done.stderr
