"""The windows of the tour, worked by keyboard, with a picture of each."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from mami_desktop.app import grab_screen
from mami_desktop.i18n import current
from mami_desktop.period import month_of
from mami_desktop.services.pair import PairStory, pair_story
from mami_desktop.services.register import RegisterFilter, register_page
from mami_desktop.services.register_file import RegisterFile
from mami_desktop.tour.cases import FOLLOW_UP, GIRL_WITH_FITS, SMALL_BOY
from mami_desktop.tour.typist import ENTER, Typist, settle
from mami_desktop.views.desk import Desk
from mami_desktop.views.first_start.window import FirstStart
from mami_desktop.views.infant.papers import growth_chart_bytes, slip_pdf
from mami_desktop.views.infant.screen import PairScreen
from mami_desktop.views.main_window import MainWindow
from mami_desktop.views.referral.screen import ReferralScreen

WEEKLY_GAIN_G = 180
REST_DAYS = 5
"""A gain is judged over five days or more, so the visit shown is of a pair not seen since."""


class Tour:
    """One window over one training register; each method is a part of the job."""

    def __init__(self, register: RegisterFile, folder: Path) -> None:
        self.register = register
        self.folder = folder
        nurse = next(user for user in register.users() if user.role == "nurse")
        self.desk = Desk(register, nurse)
        self.window = MainWindow(self.desk)
        self.referral_no = ""

    def close(self) -> None:
        """Close the window and the register."""
        self.window.close()
        self.register.close()

    def show_first_start(self) -> None:
        """The page that makes a register, with its fields filled."""
        page = FirstStart()
        page.show()
        page.activateWindow()
        settle()
        typist = Typist({})
        for text in ("EX01", "Example Health Post 01", "N. Sample"):
            typist.type(text)
            typist.press(ENTER)
        self._grab("first_start", page)
        page.close()

    def show_today(self) -> None:
        """What has to happen before the clinic closes, with a form that waits to be finished."""
        self.window.show()
        self._take_keyboard()
        self.window.go("today")
        stopped = dict(list(SMALL_BOY.items())[:8]) | {"infant_name": "Hotel Example"}
        typist = Typist(stopped)
        typist.press(Qt.Key.Key_F2)
        typist.go_through()
        typist.press(Qt.Key.Key_Escape)
        self.window.go("today")
        self._grab("today")

    def refer_in_an_emergency(self) -> None:
        """A danger sign is answered: refer now, print the slip."""
        pictures = {"ds_a_convulsion": "danger_sign"}
        typist = Typist(GIRL_WITH_FITS, self._picture_after(pictures))
        typist.press(Qt.Key.Key_F2)
        self._pages(typist, until=lambda: "danger_sign" not in pictures.values())
        typist.press(Qt.Key.Key_F9)
        self._grab("referral")
        self._print_slip(typist)

    def enrol(self) -> None:
        """The whole enrolment and assessment of a small boy."""
        pictures = {"reg_mother_status": "enrolment", "bfa_att_areola": "assessment"}
        typist = Typist(SMALL_BOY, self._picture_after(pictures))
        self.window.go("today")
        typist.press(Qt.Key.Key_F2)
        self._pages(typist, until=self._at_plan)
        typist.go_through()
        self._grab("result_moderate")
        typist.press(ENTER)
        self._grab("enrolled")

    def visit(self) -> None:
        """A follow-up visit of the pair with the longest story."""
        story = self._open_longest_story()
        last_weight_g = max(visit.weight_g or 0 for visit in story.visits)
        heavier = f"{(last_weight_g + WEEKLY_GAIN_G) / 1000:.3f}"
        typist = Typist(FOLLOW_UP | {"gr_weight_g": heavier})
        typist.press(Qt.Key.Key_F4)
        typist.go_through()
        self._grab("visit")
        typist.press(ENTER)
        if self.window.where()[0] == "visit":  # it asks once about agreed actions left open
            typist.press(ENTER)

    def show_pair(self) -> None:
        """The pair's page with its growth chart, and the chart on paper."""
        self._open_longest_story()
        self._grab("pair")
        self._growth_chart()

    def show_register(self) -> None:
        """The book, and the workbook made from it."""
        from mami_desktop.reports.register_xlsx import register_xlsx
        from mami_desktop.services.export import export_of

        self.window.go("register")
        self._grab("register")
        in_charge = next(user for user in self.register.users() if user.role == "in_charge")
        with export_of(self.register, in_charge) as export:
            register_xlsx(self.folder / "register.xlsx", export.sheets())

    def show_month(self) -> None:
        """The month that counts itself, and the sheet that is signed."""
        from mami_desktop.reports.monthly_tally import monthly_tally_pdf
        from mami_desktop.services.month import month_report, tally_sheet

        self.window.go("month")
        self._grab("month")
        last_month = month_of(self.desk.today()).previous()
        with self.desk.reading() as work:
            sheet = tally_sheet(work, month_report(work, last_month), current())
        monthly_tally_pdf(self.folder / "monthly_tally.pdf", sheet, current())

    # -- parts ------------------------------------------------------------------------------

    def _take_keyboard(self) -> None:
        self.window.activateWindow()
        QTest.qWaitForWindowActive(self.window)

    def _pages(self, typist: Typist, until: Callable[[], bool]) -> None:
        """Page after page, each ended with Enter on its filled button."""
        while not until():
            typist.go_through(until=until)
            if not until():
                typist.press(ENTER)

    def _at_plan(self) -> bool:
        plan = self.window.current().findChild(QWidget, "decision")
        return plan is not None and plan.isVisible()

    def _picture_after(self, pictures: dict[str, str]) -> Callable[[str], None]:
        def answered(question: str) -> None:
            name = pictures.pop(question, None)
            if name is not None:
                self._grab(name)

        return answered

    def _print_slip(self, typist: Typist) -> None:
        """Save the slip by its filled button; the preview opens with the paper."""
        typist.go_through()
        typist.press(ENTER)
        self._grab("slip_preview", QApplication.activeModalWidget())
        typist.press(Qt.Key.Key_Escape)
        self._take_keyboard()
        screen = self.window.current()
        assert isinstance(screen, ReferralScreen) and screen.writing is not None
        saved = screen.writing.saved
        assert saved is not None
        slip = slip_pdf(self.desk, saved.referral_no)
        (self.folder / "referral_slip.pdf").write_bytes(slip)

    def _growth_chart(self) -> None:
        screen = self.window.current()
        assert isinstance(screen, PairScreen) and screen.page is not None
        chart = screen.chart.view.chart()
        assert chart is not None
        sheet = growth_chart_bytes(self.desk, screen.page, chart)
        (self.folder / "growth_chart.pdf").write_bytes(sheet)

    def _open_longest_story(self) -> PairStory:
        """The pair on the roll with the most visits, not seen for some days."""
        with self.desk.reading() as work:
            page = register_page(work, RegisterFilter(status="on_roll"))
            stories = [pair_story(work, enrolment_uid=row.enrolment_uid) for row in page.rows]
        rested = self.desk.today() - timedelta(days=REST_DAYS)
        stories = [story for story in stories if story.visits[-1].visit_on <= rested] or stories
        longest = max(stories, key=lambda story: len(story.visits))
        self.window.go("pair", enrolment_uid=longest.header.enrolment_uid)
        settle()
        return longest

    def _grab(self, name: str, widget: QWidget | None = None) -> None:
        self.window.undo_strip.hide()  # what it said is a moment old, and hides the last lines
        settle()
        shown = widget or QApplication.activeModalWidget() or self.window
        grab_screen(shown, self.folder / f"{name}.png")
