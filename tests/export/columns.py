"""The columns of the workbook as its description lists them (``columns.txt``, one per line:
sheet, column, type, required, codes)."""

from pathlib import Path

COLUMNS: dict[str, list[tuple[str, str, bool]]] = {}
"""Sheet to (column, kind, required); the kind of a code column holds its codes."""

for _text in (Path(__file__).parent / "columns.txt").read_text(encoding="utf-8").splitlines():
    _sheet, _column, _kind, _required, *_codes = _text.split()
    if _codes:
        _kind = f"{_kind}:{_codes[0]}"
    COLUMNS.setdefault(_sheet, []).append((_column, _kind, _required == "R"))

SHEETS = [*COLUMNS, "codebook", "about"]

RANGES = {
    "travel_time_min": (0, 600),
    "birth_order": (1, 4),
    "birth_weight_g": (400, 6500),
    "gest_weeks": (22, 45),
    "weight_g": (500, 12000),
    "length_mm": (300, 800),
    "muac_mm": (40, 200),
    "head_mm": (200, 500),
    "scr_male": (0, 10000),
    "scr_female": (0, 10000),
    "scr_at_risk_male": (0, 10000),
    "scr_at_risk_female": (0, 10000),
}
