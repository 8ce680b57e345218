"""The one style sheet of the application, written from the tokens.

Everything is selected by the dynamic properties ``kind`` (what a frame or button is) and ``role``
(what a text is), never by a bare class that would leak into the children. Qt style sheets know no
logical sides: templates say {start} and {end}, which swap for right-to-left languages.
"""

from collections.abc import Callable

from mami_desktop.views.theme_tokens import GAPS, SIZES, TEXT, ColorName, TextName

Px = Callable[[int], int]
Colors = dict[ColorName, str]


def style_sheet(colors: Colors, *, px: Px, right_to_left: bool) -> str:
    """The whole style sheet for a palette and scale."""
    sides = (
        {"start": "right", "end": "left"} if right_to_left else {"start": "left", "end": "right"}
    )
    parts = (_texts, _frames, _buttons, _fields, _lists, _frame_bars)
    return "\n".join(part(colors, px, sides) for part in parts)


def _box(px: Px, height: int, border: int, pad: int) -> str:
    """Same outer size whatever the border, so that a focus ring moves nothing."""
    return (
        f"min-height: {px(height) - 2 * px(border)}px; padding: 0 {max(0, px(pad) - px(border))}px;"
    )


def _texts(c: Colors, px: Px, sides: dict[str, str]) -> str:
    def rule(role: str, text: TextName, color: ColorName, bold: bool = False) -> str:
        weight = " font-weight: bold;" if bold else ""
        return (
            f'QLabel[role="{role}"] {{ font-size: {px(TEXT[text])}px; color: {c[color]};{weight} }}'
        )

    return "\n".join(
        (
            "QLabel { background: transparent; }",
            rule("caption", "caption", "ink3"),
            rule("caption_strong", "caption", "ink2", bold=True),
            rule("overline", "caption", "ink2"),
            rule("hint", "caption", "ink3"),
            rule("label", "label", "ink2"),
            rule("caption_ink", "caption", "ink2"),
            rule("label_ink", "label", "ink"),
            rule("body", "body", "ink"),
            rule("quiet", "body", "ink2"),
            rule("note", "label", "ink2"),
            rule("strong", "body", "ink", bold=True),
            rule("question", "question", "ink"),
            rule("question_strong", "question", "ink", bold=True),
            rule("section", "section", "ink", bold=True),
            rule("count", "section", "ink2", bold=True),
            rule("title", "title", "ink", bold=True),
            rule("figure", "figure", "ink", bold=True),
            rule("answer", "body", "pen"),
            rule("answer_strong", "body", "pen", bold=True),
            rule("problem_hard", "caption", "high", bold=True),
            rule("problem_soft", "caption", "moderate", bold=True),
            rule("high", "body", "high", bold=True),
            rule("moderate", "body", "moderate"),
            rule("on_high", "body", "on_high"),
            rule("on_high_strong", "section", "on_high", bold=True),
            f'QLabel[role="understood"] {{ font-size: {px(TEXT["caption"])}px; color: {c["ink"]};'
            f" background: {c['sunken']}; border-radius: {px(SIZES['radius'])}px;"
            f" padding: 0 {px(GAPS['xs'])}px; }}",
            f'QLabel[role="training"] {{ font-size: {px(TEXT["caption"])}px; font-weight: bold;'
            f" color: {c['on_training']}; background: {c['training']};"
            f" border-radius: {px(GAPS['hair'])}px; padding: 0 {px(GAPS['m'])}px; }}",
            f"QToolTip {{ font-size: {px(TEXT['label'])}px; color: {c['ink']};"
            f" background: {c['surface']}; border: 1px solid {c['field']};"
            f" padding: {px(GAPS['xs'])}px; }}",
        )
    )


def _frames(c: Colors, px: Px, sides: dict[str, str]) -> str:
    def frame(kind: str, ground: str, border: str, radius: str = "card_radius") -> str:
        corner = px(SIZES[radius])  # type: ignore[index]  # a SizeName, written once above
        return (
            f'QFrame[kind="{kind}"] {{ background: {ground}; border: {border};'
            f" border-radius: {corner}px; }}"
        )

    line = f"1px solid {c['line']}"
    return "\n".join(
        (
            f'QMainWindow, QDialog, QWidget[kind="screen"] {{ background: {c["canvas"]}; }}',
            frame("card", c["surface"], line),
            frame("card_focus", c["focus_ground"], f"2px solid {c['focus']}"),
            frame("sunken", c["sunken"], "none"),
            frame("strip_info", c["pen_tint"], f"1px solid {c['pen']}"),
            frame("strip_warn", c["moderate_tint"], f"1px solid {c['moderate']}"),
            frame("strip_alike", c["moderate_tint"], f"2px solid {c['moderate']}"),
            frame("strip_problem", c["high_tint"], f"1px solid {c['high']}"),
            frame("strip_ok", c["low_tint"], f"1px solid {c['low']}"),
            frame("strip_draft", c["same_day_tint"], f"1px solid {c['same_day']}"),
            f'QFrame[kind="strip_danger"] {{ background: {c["high"]}; border: none; }}',
            f'QFrame[kind="rule"] {{ background: {c["line"]}; border: none; max-height: 1px;'
            " min-height: 1px; }",
            f'QFrame[kind="stripe"] {{ background: {c["stripe"]}; border: none; }}',
            # bar and ring have their room from the start, so that the focus moves nothing
            'QFrame[kind="row"] { background: transparent; border: none;'
            f" border-{sides['start']}: {px(SIZES['bar'])}px solid transparent; }}",
            f'QFrame[kind="row"][current="true"] {{ background: {c["focus_ground"]};'
            f" border: none; border-{sides['start']}: {px(SIZES['bar'])}px solid {c['focus']}; }}",
            'QFrame[kind="board_row"] { background: transparent;'
            f" border: {px(SIZES['ring'])}px solid transparent; }}",
            f'QFrame[kind="board_row"][striped="true"] {{ background: {c["stripe"]}; }}',
            f'QFrame[kind="board_row"]:focus {{ background: {c["focus_ground"]};'
            f" border: {px(SIZES['ring'])}px solid {c['focus']}; }}",
            f'QFrame[kind="side"] {{ background: {c["surface"]}; border: none;'
            f" border-{sides['end']}: {line}; }}",
            'QScrollArea[kind="plain"], QScrollArea[kind="plain"] > QWidget > QWidget'
            " { background: transparent; border: none; }",
        )
    )


def _buttons(c: Colors, px: Px, sides: dict[str, str]) -> str:
    radius = f"border-radius: {px(SIZES['radius'])}px;"
    body = f"font-size: {px(TEXT['body'])}px;"
    height, row, pad = SIZES["control"], SIZES["row_button"], GAPS["l"]
    ring = f"border: {px(SIZES['ring'])}px solid {c['focus']}; background: {c['focus_ground']};"
    ring_box = _box(px, height, SIZES["ring"], pad)
    row_box = _box(px, row, 1, GAPS["m"])
    row_ring = _box(px, row, SIZES["ring"], GAPS["m"])
    option = _box(px, height, 1, GAPS["m"])
    option_ring = _box(px, height, SIZES["ring"], GAPS["m"])
    least = f"min-width: {px(SIZES['option_width'])}px;"
    chip = f"border-radius: {px(SIZES['chip_radius'])}px;"
    chip_box = _box(px, 34, 1, GAPS["m"])
    chip_ring = _box(px, 34, SIZES["ring"], GAPS["m"])
    flat = _box(px, height, 0, GAPS["s"])
    flat_ring = _box(px, height, SIZES["ring"], GAPS["s"])
    return f"""
QPushButton {{ {body} {radius} color: {c["ink"]}; }}
QPushButton:disabled {{ color: {c["ink3"]}; }}
QPushButton[kind="primary"] {{ {_box(px, height, 1, pad)} font-weight: bold;
    color: {c["on_pen"]}; background: {c["pen"]}; border: 1px solid {c["pen"]}; }}
QPushButton[kind="primary"]:hover, QPushButton[kind="primary"]:pressed {{
    background: {c["pen_hover"]}; border-color: {c["pen_hover"]}; }}
QPushButton[kind="primary"]:disabled {{ background: {c["sunken"]}; border-color: {c["line"]};
    color: {c["ink3"]}; }}
QPushButton[kind="danger"] {{ {_box(px, height, 1, pad)} font-weight: bold;
    color: {c["on_high"]}; background: {c["high"]}; border: 1px solid {c["high"]}; }}
QPushButton[kind="outline"] {{ {_box(px, height, 1, pad)} font-weight: bold;
    background: {c["surface"]}; border: 1px solid {c["field"]}; }}
QPushButton[kind="outline"]:hover {{ background: {c["pen_tint"]}; }}
QPushButton[kind="outline"][square="true"] {{ {_box(px, height, 1, 0)}
    min-width: {px(height) - 2}px; }}
QPushButton[kind="outline"]:focus {{ {ring_box} {ring} }}
QPushButton[kind="danger_outline"] {{ {_box(px, height, 2, pad)} font-weight: bold;
    color: {c["high"]}; background: {c["surface"]}; border: 2px solid {c["high"]}; }}
QPushButton[kind="danger_outline"]:hover {{ background: {c["high_tint"]}; }}
QPushButton[kind="danger_outline"]:focus {{ {ring_box} {ring} }}
QPushButton[kind="outline"][square="true"]:focus {{ {_box(px, height, SIZES["ring"], 0)}
    min-width: {px(height) - 2 * px(SIZES["ring"])}px; }}
QPushButton[kind="link"] {{ {flat} font-weight: bold; color: {c["pen"]};
    background: transparent; border: none; }}
QPushButton[kind="link"]:hover {{ text-decoration: underline; }}
QPushButton[kind="link"]:focus {{ {flat_ring} {ring} }}
QPushButton[compact="true"] {{ {row_box} }}
QPushButton[compact="true"]:focus {{ {row_ring} }}
QPushButton[kind="link"][compact="true"] {{ {_box(px, row, 0, GAPS["xs"])} }}
QPushButton[kind="link"][compact="true"]:focus {{ {_box(px, row, SIZES["ring"], GAPS["xs"])} }}
QPushButton[kind="option"] {{ {option} {least} color: {c["ink"]}; background: {c["surface"]};
    border: 1px solid {c["field"]}; }}
QPushButton[kind="option"][quiet="true"] {{ color: {c["ink2"]}; }}
QPushButton[kind="option"]:hover {{ background: {c["pen_tint"]}; }}
QPushButton[kind="option"]:focus {{ {option_ring} {ring} }}
QPushButton[kind="option"]:checked {{ color: {c["on_pen_dark"]}; background: {c["pen_dark"]};
    border: 1px solid {c["pen_dark"]}; font-weight: bold; }}
QPushButton[kind="option"]:checked:focus {{ {option_ring}
    border: {px(SIZES["ring"])}px solid {c["focus"]}; }}
QPushButton[kind="option"][quiet="true"]:checked {{ color: {c["ink"]}; font-weight: bold;
    background: {c["sunken"]}; border: 1px solid {c["ink2"]}; }}
QPushButton[kind="option"][quiet="true"]:checked:focus {{ {option_ring}
    border: {px(SIZES["ring"])}px solid {c["focus"]}; }}
QPushButton[kind="option"]:disabled {{ color: {c["ink3"]}; border-color: {c["line"]}; }}
QPushButton[kind="option"]:checked:disabled {{ color: {c["ink2"]}; background: {c["sunken"]};
    border-color: {c["line"]}; }}
QPushButton[kind="chip"] {{ {chip} {chip_box} background: {c["surface"]};
    border: 1px solid {c["line"]}; }}
QPushButton[kind="chip"]:hover {{ border-color: {c["field"]}; }}
QPushButton[kind="chip"]:checked {{ font-weight: bold; color: {c["pen_dark"]};
    background: {c["pen_tint"]}; border: 2px solid {c["pen"]}; {_box(px, 34, 2, GAPS["m"])} }}
QPushButton[kind="chip"]:focus {{ {chip_ring} border: {px(SIZES["ring"])}px solid {c["focus"]}; }}
QPushButton::menu-indicator {{ width: 0; image: none; }}
QRadioButton {{ color: {c["ink"]}; spacing: {px(8)}px; padding: 0 {px(GAPS["xs"])}px;
    border: {px(SIZES["ring"])}px solid transparent; {radius} }}
QRadioButton:focus {{ background: {c["focus_ground"]};
    border: {px(SIZES["ring"])}px solid {c["focus"]}; }}
QRadioButton::indicator {{ width: {px(16)}px; height: {px(16)}px; border-radius: {px(9)}px;
    border: 1px solid {c["field"]}; background: {c["surface"]}; }}
QRadioButton::indicator:checked {{ width: {px(8)}px; height: {px(8)}px;
    border: {px(5)}px solid {c["pen"]}; }}
QCheckBox {{ {body} color: {c["ink"]}; min-height: {px(SIZES["touch"])}px; spacing: {px(8)}px;
    border: {px(SIZES["ring"])}px solid transparent; {radius} }}
QCheckBox::indicator {{ width: {px(16)}px; height: {px(16)}px; border-radius: {px(3)}px;
    border: 1px solid {c["field"]}; background: {c["surface"]}; }}
QCheckBox::indicator:checked {{ border: 1px solid {c["pen"]}; background: {c["pen"]}; }}
QCheckBox:focus {{ background: {c["focus_ground"]}; border: {px(SIZES["ring"])}px solid
    {c["focus"]}; {radius} }}
"""


def _fields(c: Colors, px: Px, sides: dict[str, str]) -> str:
    radius = f"border-radius: {px(SIZES['radius'])}px;"
    plain = _box(px, SIZES["control"], 1, GAPS["m"])
    ring_box = _box(px, SIZES["control"], SIZES["ring"], GAPS["m"])
    typed = f"color: {c['pen']}; background: {c['surface']}; font-weight: bold;"
    text = f"font-size: {px(TEXT['body'])}px;"
    ring = f"border: {px(SIZES['ring'])}px solid {c['focus']}; background: {c['focus_ground']};"
    return f"""
QLineEdit, QComboBox {{ {text} {plain} {radius} {typed} border: 1px solid {c["field"]};
    selection-background-color: {c["pen"]}; selection-color: {c["on_pen"]}; }}
QLineEdit[kind="search"] {{ font-weight: normal; color: {c["ink"]}; }}
QPlainTextEdit {{ {text} {radius} {typed} font-weight: normal; border: 1px solid {c["field"]};
    padding: {px(GAPS["xs"])}px {px(GAPS["s"])}px; }}
QLineEdit[problem="soft"], QPlainTextEdit[problem="soft"] {{ border-color: {c["moderate"]}; }}
QLineEdit[problem="hard"], QPlainTextEdit[problem="hard"] {{ border-color: {c["high"]}; }}
QLineEdit:disabled, QComboBox:disabled {{ color: {c["ink2"]}; background: {c["sunken"]};
    border-color: {c["line"]}; }}
QLineEdit:read-only {{ background: {c["sunken"]}; }}
QLineEdit:focus, QComboBox:focus {{ {ring_box} {ring} }}
QPlainTextEdit:focus {{ {ring} padding: {px(GAPS["hair"])}px {px(GAPS["s"]) - 2}px; }}
QComboBox::drop-down {{ border: none; width: {px(SIZES["touch"])}px; }}
QComboBox QAbstractItemView {{ background: {c["surface"]}; color: {c["ink"]};
    border: 1px solid {c["field"]}; selection-background-color: {c["pen_tint"]};
    selection-color: {c["ink"]}; }}
QCalendarWidget QWidget {{ background: {c["surface"]}; color: {c["ink"]}; }}
QCalendarWidget QAbstractItemView {{ selection-background-color: {c["pen"]};
    selection-color: {c["on_pen"]}; }}
"""


def _lists(c: Colors, px: Px, sides: dict[str, str]) -> str:
    return f"""
QListView[kind="finds"] {{ background: transparent; border: none; outline: none; }}
QListWidget[kind="options"] {{ background: {c["surface"]};
    color: {c["ink"]}; font-size: {px(TEXT["body"])}px; border: 1px solid {c["field"]};
    border-radius: {px(SIZES["radius"])}px; outline: none; }}
QListWidget[kind="options"]::item {{ min-height: {px(SIZES["list_row"])}px;
    padding: 0 {px(GAPS["s"])}px; }}
QListWidget[kind="options"]::item:selected {{ background: {c["pen_tint"]}; color: {c["ink"]}; }}
QListWidget[kind="options"]:focus {{ border: {px(SIZES["ring"])}px solid {c["focus"]}; }}
QMenu {{ background: {c["surface"]}; color: {c["ink"]}; border: 1px solid {c["field"]};
    font-size: {px(TEXT["body"])}px; padding: {px(GAPS["xs"])}px; }}
QMenu::item {{ min-height: {px(SIZES["menu_row"] - 16)}px;
    padding: {px(GAPS["s"])}px {px(GAPS["l"])}px; }}
QMenu::item:selected {{ background: {c["pen_tint"]}; }}
QTableView[kind="paper"] {{ background: {c["paper"]}; color: {c["paper_ink"]};
    font-size: {px(TEXT["body"])}px; border: 1px solid {c["line"]}; gridline-color:
    {c["paper_line"]}; outline: none; selection-background-color: {c["paper_selected"]};
    selection-color: {c["paper_ink"]}; }}
QTableView[kind="paper"]:focus {{ border: 1px solid {c["focus"]}; }}
QTableView[kind="paper"] QHeaderView::section {{ background: {c["sunken"]}; color: {c["ink2"]};
    font-size: {px(TEXT["caption"])}px; font-weight: bold; border: none;
    border-{sides["end"]}: 1px solid {c["line"]}; border-bottom: 1px solid {c["field"]};
    padding: 0 {px(6)}px; min-height: {px(SIZES["table_header"])}px; }}
QTableWidget[kind="paper"]::item {{ padding: 0 {px(GAPS["xs"])}px; }}
QTableView[ruled="false"] QHeaderView::section {{ border-{sides["end"]}: none; }}
QScrollBar:vertical {{ background: {c["sunken"]}; width: {px(14)}px; border: none; }}
QScrollBar::handle:vertical {{ background: {c["field"]}; min-height: {px(30)}px;
    border: {px(3)}px solid {c["sunken"]}; border-radius: {px(6)}px; }}
QScrollBar:horizontal {{ background: {c["sunken"]}; height: {px(14)}px; border: none; }}
QScrollBar::handle:horizontal {{ background: {c["field"]}; min-width: {px(30)}px;
    border: {px(3)}px solid {c["sunken"]}; border-radius: {px(6)}px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: none; }}
"""


def _frame_bars(c: Colors, px: Px, sides: dict[str, str]) -> str:
    start = sides["start"]
    return f"""
QFrame[kind="rail"] {{ background: {c["rail"]}; border: none; }}
QFrame[kind="rail"] QLabel {{ color: {c["rail_text"]}; }}
QFrame[kind="rail"] QLabel[role="rail_quiet"] {{ color: {c["rail_quiet"]};
    font-size: {px(TEXT["caption"])}px; }}
QFrame[kind="rail"] QLabel[role="rail_name"] {{ font-size: {px(TEXT["body"])}px;
    font-weight: bold; }}
QPushButton[kind="rail"] {{ color: {c["rail_text"]}; background: transparent; border: none;
    border-{start}: {px(SIZES["bar"])}px solid transparent; border-radius: 0; text-align: {start};
    padding: 0 {px(GAPS["s"])}px; min-height: {px(SIZES["rail_row"])}px; }}
QPushButton[kind="rail"]:hover {{ background: {c["rail_chosen"]}; }}
QPushButton[kind="rail"]:checked {{ background: {c["rail_chosen"]}; font-weight: bold;
    border-{start}: {px(SIZES["bar"])}px solid {c["rail_text"]}; }}
QPushButton[kind="rail"]:focus {{ border: {px(2)}px solid {c["rail_text"]};
    min-height: {px(SIZES["rail_row"]) - 2 * px(2)}px; padding: 0 {px(GAPS["s"]) + px(2)}px; }}
QFrame[kind="title_bar"], QFrame[kind="pair_bar"] {{ background: {c["surface"]}; border: none;
    border-bottom: 1px solid {c["line"]}; }}
QFrame[kind="status_bar"] {{ background: {c["status"]}; border: none;
    border-top: 1px solid {c["line"]}; }}
QFrame[kind="status_bar"] QLabel {{ color: {c["ink2"]}; font-size: {px(TEXT["caption"])}px; }}
QFrame[kind="status_bar"] QLabel[role="training"] {{ color: {c["on_training"]}; }}
QPushButton[kind="section"], QPushButton[kind="line"] {{ background: transparent; border: none;
    border-{start}: {px(SIZES["bar"])}px solid transparent; border-radius: 0; }}
QPushButton[kind="section"]:hover, QPushButton[kind="line"]:hover {{ background: {c["stripe"]}; }}
QPushButton[kind="section"]:checked {{ background: {c["pen_tint"]};
    border-{start}: {px(SIZES["bar"])}px solid {c["pen"]}; }}
QPushButton[kind="section"]:focus, QPushButton[kind="line"]:focus {{
    border: {px(2)}px solid {c["focus"]}; }}
QPushButton[kind="status"] {{ color: {c["ink2"]}; font-size: {px(TEXT["caption"])}px;
    background: transparent; border: none; padding: 0 {px(GAPS["xs"])}px; }}
QPushButton[kind="status"]:focus {{ border: {px(2)}px solid {c["focus"]}; }}
QPushButton[kind="status"][alarm="true"] {{ color: {c["high"]}; background: {c["high_tint"]};
    font-weight: bold; }}
"""
