"""The growth chart on screen tells what the record says, by mouse, by keys and as a table."""

import subprocess
import sys
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication

from mami_desktop.growth.chart import build_chart
from mami_desktop.growth.chart_record import ChartInfant, ChartRules, Reading
from mami_desktop.i18n import current
from mami_desktop.views import theme
from mami_desktop.views.chart.view import ChartView

BORN = date(2026, 8, 18)
READINGS = [
    Reading("first", date(2026, 10, 24), weight_g=3560, length_mm=500, muac_mm=114),
    Reading("second", date(2026, 11, 7), weight_g=4060, muac_mm=118),
    Reading("third", date(2026, 11, 21), weight_g=4500, length_mm=528, muac_mm=121),
]


@pytest.fixture
def view(qtbot):
    made = ChartView()
    qtbot.addWidget(made)
    made.resize(theme.size("today_side") * 2, theme.size("today_side"))
    made.show()
    qtbot.waitExposed(made)
    return made


def chart(indicator="waz", infant=None, readings=READINGS):
    return build_chart(
        indicator,
        infant or ChartInfant("female", BORN, gestation_weeks=36),
        readings,
        current(),
        rules=ChartRules(muac_low_mm=110),
    )


def test_the_last_point_is_told_about_at_first(view, qtbot):
    view.show_chart(chart())
    assert view.selected().key == "third"
    qtbot.waitUntil(view.told.isVisible)
    told = view.told.accessibleName()
    for words in ("21 Nov 2026", "13 weeks 4 days", "4.500 kg", "−1.24", "+31 g a day"):
        assert words in told


def test_left_and_right_walk_the_points(view, qtbot):
    view.show_chart(chart())
    with qtbot.waitSignal(view.chosen) as told:
        qtbot.keyClick(view, Qt.Key.Key_Left)
    assert told.args == ["second"]
    for _time in range(3):
        qtbot.keyClick(view, Qt.Key.Key_Left)
    assert view.selected().key == "first"
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert "7 Nov 2026" in view.told.accessibleName()


def test_the_mouse_over_a_point_tells_about_it(view, qtbot):
    view.show_chart(chart())
    qtbot.waitUntil(view.told.isVisible)
    mark = next(m for m in view.chart().marks if m.point.key == "first")
    where = view._plot._at(mark.x, mark.y).toPoint()
    qtbot.mouseMove(view._plot.viewport(), where + QPoint(1, 1))
    qtbot.waitUntil(lambda: view.selected().key == "first")
    assert "3.560 kg" in view.told.accessibleName()


def test_the_table_holds_every_value(view, qtbot):
    view.show_chart(chart())
    view.activateWindow()
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert view.shows_table()
    model = view.table.model()
    rows = [
        [model.index(row, at).data() for at in range(model.columnCount())]
        for row in range(model.rowCount())
    ]
    assert [row[0] for row in rows] == ["24 Oct 2026", "7 Nov 2026", "21 Nov 2026"]
    assert rows[-1][1:] == [
        "13 weeks 4 days",
        "9 weeks 4 days",
        "4.500 kg",
        "−1.24",
        "+440 g in 14 days, +31 g a day",
    ]
    view.table.selectRow(2)
    qtbot.keyClick(view.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().split("\t") == rows[-1]


def test_a_value_without_z_gives_its_reason(view):
    oedema = [Reading("only", date(2026, 11, 21), weight_g=4500, oedema=True)]
    view.show_chart(chart(readings=oedema))
    assert view.chart().marks[0].sign == "diamond"
    assert "oedema" in view.told.accessibleName()


def test_only_the_chosen_ages_are_drawn(view):
    record = chart()
    view.show_chart(record, frozenset({"corrected"}))
    assert {mark.sign for mark in view._plot._shown} == {"cross"}
    view.show_chart(record, frozenset({"chronological"}))
    assert {mark.sign for mark in view._plot._shown} == {"ring"}
    view.show_chart(record)
    assert {mark.sign for mark in view._plot._shown} == {"ring", "cross"}


@pytest.mark.parametrize("indicator", ["waz", "laz", "wlz", "hcz", "acz"])
def test_every_chart_can_be_drawn_even_without_a_value(view, indicator):
    view.show_chart(chart(indicator))
    view.show_chart(chart(indicator, readings=[]))
    assert view.selected() is None
    assert not view.told.isVisible()


def test_an_estimated_date_of_birth_is_drawn_as_a_stretch(view):
    view.show_chart(chart(infant=ChartInfant("male", BORN, born_within_days=15)))
    assert {mark.sign for mark in view._plot._shown} == {"bar"}
    assert "~13 weeks 4 days" in view.told.accessibleName()


def test_the_chart_stays_on_paper_in_the_dark(view, qtbot, qapp):
    try:
        theme.apply(qapp, dark=True)
        dark = ChartView()
        qtbot.addWidget(dark)
        dark.resize(view.size())
        dark.show()
        dark.show_chart(chart())
        assert dark._plot is not None
        ground = dark._plot.grab().toImage().pixelColor(1, 1)
        assert ground == theme.color("paper")
        assert ground.lightness() > theme.color("surface").lightness()
    finally:
        theme.apply(qapp)


def test_the_drawing_library_is_loaded_with_the_first_chart():
    program = "import sys, mami_desktop.views.chart.view\nprint('pyqtgraph' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout.strip() == "False", done.stderr
