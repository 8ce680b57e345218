"""The papers of the pair page: growth chart and slips, as PDF in the preview."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from mami_desktop.growth.chart_record import Chart
from mami_desktop.i18n import _, current
from mami_desktop.services.paper_frame import furniture
from mami_desktop.services.slips import slip_facts
from mami_desktop.views import words
from mami_desktop.views.desk import Desk
from mami_desktop.views.infant.facts import PairPage, pair_facts, weeks_number

FORM_VERSION = "1.0"


def pdf_bytes(write: Callable[[Path], None]) -> bytes:
    """What a report writes, without leaving a file behind."""
    with tempfile.TemporaryDirectory(prefix="mami-") as folder:
        path = Path(folder) / "paper.pdf"
        write(path)
        return path.read_bytes()


def slip_pdf(desk: Desk, referral_no: str) -> bytes:
    """A saved slip exactly as it prints."""
    from mami_desktop.reports.referral_slip import referral_slip_pdf

    with desk.reading() as work:
        facts = slip_facts(work, referral_no)
    return pdf_bytes(lambda path: referral_slip_pdf(path, facts, desk.t))


def print_slip(desk: Desk, referral_no: str, parent: QWidget) -> None:
    """Open the preview of a slip."""
    from mami_desktop.views.preview import PreviewDialog

    dialog = PreviewDialog(
        slip_pdf(desk, referral_no),
        _("Referral slip {number}", number=referral_no),
        copies_note=_("2 copies: family, clinic"),
        parent=parent,
    )
    dialog.open()


def growth_chart_bytes(desk: Desk, page: PairPage, chart: Chart) -> bytes:
    """The chart on a sheet of A4."""
    from mami_desktop.reports.growth_chart import GrowthChartFacts, growth_chart_pdf

    t = current()
    header, facility = page.header, desk.register.facility
    facts = pair_facts(header, page.today)
    place = ", ".join(x for x in (facility.name, facility.admin1) if x)
    born = t.date(header.date_of_birth)
    if facts.birth_estimated:
        born = t("about {date}", date=born)
    if header.gest_weeks is not None:
        born = t("{born}, at {weeks} weeks", born=born, weeks=weeks_number(header.gest_weeks))
    years = "" if facts.carer_age is None else t.n("{n} year", "{n} years", facts.carer_age)
    with desk.reading() as work:
        frame = furniture(
            work,
            t,
            title=_("Growth chart"),
            form=_("growth chart {version}", version=FORM_VERSION),
        )
    sheet = GrowthChartFacts(
        facility_line=place,
        mami_no=header.mami_no or "",
        infant=", ".join(
            x for x in (facts.infant_name, t.sex(facts.sex) if facts.sex else "") if x
        ),
        birth=born,
        carer=", ".join(x for x in (facts.carer_name, years) if x),
        place=", ".join(x for x in (facts.village, facts.phone) if x),
        charts=(chart,),
        furniture=frame,
    )
    return pdf_bytes(lambda path: growth_chart_pdf(path, sheet, t))


def print_growth_chart(desk: Desk, page: PairPage, chart: Chart | None, parent: QWidget) -> None:
    """Open the preview of the chart that is shown."""
    if chart is None:
        return
    from mami_desktop.views.preview import PreviewDialog

    number = page.header.mami_no or words.infant(None)
    dialog = PreviewDialog(
        growth_chart_bytes(desk, page, chart),
        _("Growth chart {number}", number=number),
        parent=parent,
    )
    dialog.open()
