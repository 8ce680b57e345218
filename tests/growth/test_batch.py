"""The zscores job: what it carries through, what it notes, what it refuses."""

import csv
from pathlib import Path

import pytest

from mami_desktop.errors import UserError
from mami_desktop.growth.batch import zscores_csv
from mami_desktop.progress import Cancelled

HEADING = "case_id,sex,age_days,weight_kg,length_cm,measured,head_cm,muac_cm,oedema"
GOOD = "a1,male,60,4.8,55.37,l,38.2,11.9,n"


def convert(tmp_path: Path, text: str | bytes) -> list[dict[str, str]]:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_bytes(text if isinstance(text, bytes) else text.encode())
    zscores_csv(source, target, force=True)
    with target.open(newline="", encoding="utf-8", errors="surrogateescape") as file:
        return list(csv.DictReader(file))


def test_a_line_gets_its_z_flags_and_reasons(tmp_path: Path) -> None:
    (line,) = convert(tmp_path, f"{HEADING}\n{GOOD}\n")
    assert (line["waz"], line["fwaz"]) == ("-1.14", "0")
    assert (line["acz"], line["facz"]) == ("", "")
    assert line["note"] == (
        "acz: the standard for MUAC starts at 91 days of age: read the millimetres"
    )


def test_columns_come_in_any_order_and_others_are_carried_through(tmp_path: Path) -> None:
    (line,) = convert(
        tmp_path,
        '\ufeffvillage,weight_kg,sex,mother,age_days\n"North, ""upper""",4.80,male,=1+1,60\n',
    )
    assert list(line)[:5] == ["village", "weight_kg", "sex", "mother", "age_days"]
    assert line["village"] == 'North, "upper"'
    assert line["mother"] == "=1+1"
    assert line["weight_kg"] == "4.80"
    assert line["waz"] == "-1.14"
    assert "laz, wlz, baz: no length" in line["note"]


def test_a_column_called_like_ours_is_kept_beside_it(tmp_path: Path) -> None:
    (line,) = convert(tmp_path, "sex,age_days,weight_kg,waz,note\nmale,60,4.8,old,seen twice\n")
    assert (line["waz_in"], line["note_in"], line["waz"]) == ("old", "seen twice", "-1.14")


def test_ages_from_dates_and_fractions(tmp_path: Path) -> None:
    heading = "sex,age_days,date_of_birth,measured_on,weight_kg"
    lines = convert(
        tmp_path,
        f"{heading}\n"
        "male,,2026-01-01,2026-03-02,4.8\n"
        "male,59.5,,,4.8\n"
        "male,60,2026-01-01,2026-03-02,4.8\n"
        "male,,2026-01-01,,4.8\n",
    )
    assert [line["waz"] for line in lines] == ["-1.14", "-1.14", "-1.14", ""]
    assert "the age is not known" in lines[3]["note"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("x,male,-1,4.8,55,l,38,12,n", "the age is negative"),
        ("x,male,-0.4,4.8,55,l,38,12,n", "the age is negative"),
        ("x,boy,60,4.8,55,l,38,12,n", "sex is “boy”, not one of: female, male"),
        ("x,male,60,4.8 kg,55,l,38,12,n", "weight_kg is “4.8 kg”, not a number"),
        ('x,male,60,"4,8",55,l,38,12,n', "weight_kg is “4,8”, not a number"),
        ("x,male,60,nan,55,l,38,12,n", "weight_kg is “nan”, not a number"),
        ("x,male,60,1_0,55,l,38,12,n", "weight_kg is “1_0”, not a number"),
        ("x,male,inf,4.8,55,l,38,12,n", "age_days is “inf”, not a number"),
        ("x,male,60,4.8,55,x,38,12,n", "measured is “x”, not one of: l, h"),
        ("x,male,60,4.8,55,l,38,12,maybe", "oedema is “maybe”, not one of: y, n"),
        ("x,male,60,4.8", "the line has 4 fields, the heading has 9"),
        ("x,male,60,4.8,55,l,38,12,n,more", "the line has 10 fields, the heading has 9"),
        ('x,"male,60,4.8,55,l,38,12,n', "the line has 1 fields, the heading has 9"),
    ],
)
def test_a_bad_line_says_why_and_spoils_no_other(tmp_path: Path, line: str, said: str) -> None:
    before, bad, after = convert(tmp_path, f"{HEADING}\n{GOOD}\n{line}\n{GOOD}\n")
    assert before == after and before["waz"] == "-1.14"
    assert bad["note"] == said
    assert all(bad[key] == "" for key in bad if key.endswith("z"))


def test_all_problems_of_a_line_are_told_and_lines_counted(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text(f"{HEADING}\nx,boy,-1,4.8,55,l,38,12,n\n\n{GOOD}\n")
    summary = zscores_csv(tmp_path / "in.csv", tmp_path / "out.csv")
    assert (summary.lines, summary.problem_lines) == (2, 1)
    written = (tmp_path / "out.csv").read_text(encoding="utf-8")
    assert "sex is “boy”, not one of: female, male; the age is negative" in written


def test_a_quoted_field_may_run_over_lines(tmp_path: Path) -> None:
    lines = convert(tmp_path, f'{HEADING},remark\n{GOOD},"two\nlines"\n{GOOD},one\n')
    assert [line["remark"] for line in lines] == ["two\nlines", "one"]
    assert [line["waz"] for line in lines] == ["-1.14", "-1.14"]


def test_dates_that_cannot_be_right(tmp_path: Path) -> None:
    heading = "sex,age_days,date_of_birth,measured_on,weight_kg"
    lines = convert(
        tmp_path,
        f"{heading}\n"
        "male,,2026-03-02,2026-01-01,4.8\n"
        "male,,01/02/2026,2026-03-02,4.8\n"
        "male,61,2026-01-01,2026-03-02,4.8\n"
        "male,,20260101,2026-03-02,4.8\n"
        "male,,2026-W01-1,2026-03-02,4.8\n",
    )
    assert [line["waz"] for line in lines] == [""] * 5
    assert [line["note"] for line in lines] == [
        "the age is negative",
        "date_of_birth is “01/02/2026”, not a date like 2026-11-21",
        "age_days and the two dates do not agree",
        "date_of_birth is “20260101”, not a date like 2026-11-21",
        "date_of_birth is “2026-W01-1”, not a date like 2026-11-21",
    ]


def test_letters_of_another_encoding_are_carried_through(tmp_path: Path) -> None:
    convert(tmp_path, b"sex,age_days,weight_kg,name\nmale,60,4.8,Ren\xe9e\n")
    assert b"Ren\xe9e,-1.14" in (tmp_path / "out.csv").read_bytes()


def test_many_lines_are_read_in_portions(tmp_path: Path) -> None:
    wanted = 20_050  # more than one portion, with a field over the seam
    body = [f"{GOOD},plain"] * wanted
    body[19_999] = f'{GOOD},"over\nthe seam"'
    lines = convert(tmp_path, f"{HEADING},remark\n" + "\n".join(body) + "\n")
    assert len(lines) == wanted
    assert {line["waz"] for line in lines} == {"-1.14"}


def test_a_table_without_lines_gives_a_heading(tmp_path: Path) -> None:
    assert convert(tmp_path, f"{HEADING}\n") == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no column “sex”"),
        ("case_id;sex;weight_kg\n", "no column “sex”"),
        ("sex,age_days\nmale,60\n", "no column “sex”, or none of weight_kg"),
        ("sex,weight_kg,weight_kg\n", "weight_kg is there twice"),
    ],
)
def test_what_is_no_such_table_is_refused(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "in.csv").write_text(text)
    with pytest.raises(UserError, match=said):
        zscores_csv(tmp_path / "in.csv", tmp_path / "out.csv")
    assert not (tmp_path / "out.csv").exists()


def test_a_file_that_is_not_there_or_would_be_overwritten(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="could not be read"):
        zscores_csv(tmp_path / "none.csv", tmp_path / "out.csv")
    (tmp_path / "in.csv").write_text(f"{HEADING}\n{GOOD}\n")
    (tmp_path / "out.csv").write_text("mine")
    with pytest.raises(UserError, match="there already"):
        zscores_csv(tmp_path / "in.csv", tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_text() == "mine"


def test_a_stopped_job_leaves_nothing(tmp_path: Path) -> None:
    def stop(done: int, total: int, text: str) -> None:
        raise Cancelled

    (tmp_path / "in.csv").write_text(f"{HEADING}\n{GOOD}\n")
    with pytest.raises(Cancelled):
        zscores_csv(tmp_path / "in.csv", tmp_path / "out.csv", progress=stop)
    assert [path.name for path in tmp_path.glob("*.*") if "out" in path.name] == []
