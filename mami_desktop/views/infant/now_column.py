"""How infant and mother are now: last values, agreed actions, open referrals."""

from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mami_desktop.growth.age import born_early
from mami_desktop.growth.velocity import least_gain
from mami_desktop.i18n import _, current
from mami_desktop.pathway.definition import Pathway
from mami_desktop.services.pair import ActionFacts, ReferralFacts, VisitFacts
from mami_desktop.views import theme, words
from mami_desktop.views.infant.facts import PairPage, fed_word
from mami_desktop.views.infant.story_column import result_word
from mami_desktop.views.theme_icons import IconName
from mami_desktop.views.theme_tokens import ColorName
from mami_desktop.views.widgets import (
    STRETCH,
    Card,
    KeyValue,
    LinkButton,
    clear,
    column,
    label,
    row,
    rule,
    scrolled,
)

STATUS: dict[str | None, tuple[IconName, ColorName]] = {
    "done": ("low", "low"),
    "partly": ("partly", "pen"),
    "not_done": ("open", "moderate"),
    "not_applicable": ("done", "ink3"),
    None: ("open", "ink3"),
}


class NowColumn(Card):
    """``refer_asked`` for a new slip; ``answer_asked(referral_uid)`` to enter an answer."""

    refer_asked = Signal()
    answer_asked = Signal(str)

    def __init__(self, pathway: Callable[[], Pathway], parent: QWidget | None = None) -> None:
        super().__init__(flush=True, parent=parent)
        self.setFixedWidth(theme.size("now_column"))
        self._pathway = pathway
        inside = QWidget()
        self._box = QVBoxLayout(inside)
        edge = theme.gap("m")
        self._box.setContentsMargins(edge, theme.gap("s"), edge, theme.gap("s"))
        self._box.setSpacing(theme.gap("s"))
        self.body.addWidget(scrolled(inside), 1)

    def show_page(self, page: PairPage, *, may_refer: bool) -> None:
        """Show how the pair is now."""
        clear(self._box)
        self._section(_("Infant now"), list(_infant(page)), _("Nothing was measured yet."))
        self._section(_("Mother now"), list(_mother(page)), _("Nothing was asked yet."))
        self._actions(page)
        self._referrals(page, may_refer)
        self._box.addStretch(1)

    def _section(self, title: str, lines: list[QWidget], empty: str) -> None:
        self._box.addWidget(label(title, "section"))
        for line in lines or [label(empty, "caption", wrap=True)]:
            self._box.addWidget(line)
        self._box.addWidget(rule())

    def _actions(self, page: PairPage) -> None:
        agreed = latest_actions(page)
        done = sum(action.status == "done" for action in agreed)
        told = sum(action.status is not None for action in agreed)
        count = _("{done} of {all} done", done=done, all=len(agreed)) if told else ""
        self._box.addLayout(
            row(label(_("Agreed actions"), "section"), STRETCH, label(count, "caption"))
        )
        if not agreed:
            self._box.addWidget(label(_("Nothing was agreed yet."), "caption", wrap=True))
        catalogue = self._pathway().actions
        for action in agreed:
            known = catalogue.get(action.action_id)
            name = known.label if known else action.action_id
            icon, color = STATUS[action.status]
            line = _line(self, icon, color, name, status_word(action.status), filled=icon != "open")
            self._box.addLayout(line)
        self._box.addWidget(rule())

    def _referrals(self, page: PairPage, may_refer: bool) -> None:
        new = LinkButton(_("New"), key=_("F9"), compact=True)
        new.clicked.connect(self.refer_asked)
        if not may_refer:
            new.hide()
        self._box.addLayout(row(label(_("Referrals"), "section"), STRETCH, new))
        slips = [slip for slip in reversed(page.story.referrals) if not slip.struck]
        if not slips:
            self._box.addWidget(label(_("No referral so far."), "caption"))
        for slip in slips:
            waiting = slip.result is None and not slip.refused
            color: ColorName = "moderate" if waiting else "ink3"
            place = words.service(slip.to_service)
            if slip.who_is_referred == "mother":
                text = _("Mother: {place}", place=place)
            else:
                text = place[:1].upper() + place[1:]
            line = _line(self, "referral", color, text, _slip_state(slip, page), filled=False)
            self._box.addLayout(line)
            if waiting:
                answer = LinkButton(_("Enter the answer"), compact=True)
                answer.clicked.connect(
                    lambda _on, uid=slip.referral_uid: self.answer_asked.emit(uid)
                )
                self._box.addWidget(answer, 0, Qt.AlignmentFlag.AlignRight)


def latest_actions(page: PairPage) -> list[ActionFacts]:
    """The actions agreed last: each once, by its latest agreement, oldest first."""
    latest: dict[str, ActionFacts] = {}
    for action in sorted(page.story.agreed_actions, key=lambda a: a.agreed_on):
        latest[action.action_id] = action
    return list(latest.values())


def status_word(status: str | None) -> str:
    """What became of an agreed action."""
    table = {
        "done": _("done"),
        "partly": _("partly"),
        "not_done": _("not done"),
        "not_applicable": _("does not apply any more"),
    }
    return table[status] if status else _("asked at the next visit")


def _line(
    owner: QWidget, icon: IconName, color: ColorName, text: str, small: str, *, filled: bool = True
):
    picture = label("")
    picture.setPixmap(
        theme.pixmap(
            icon,
            color,
            filled=filled,
            size_name="icon_small",
            ratio=owner.devicePixelRatioF(),
        )
    )
    picture.setAlignment(Qt.AlignmentFlag.AlignTop)
    words_box = column(label(text, "body", wrap=True), label(small, "caption"), gap="none")
    box = row(picture, words_box, gap="s")
    box.setStretch(1, 1)
    return box


def _slip_state(slip: ReferralFacts, page: PairPage) -> str:
    sent = _("sent {day}", day=page.day(slip.ref_on))
    if slip.refused:
        return f"{sent}, {_('refused')}"
    if slip.result:
        return f"{sent}, {result_word(slip.result)}"
    return f"{sent}, {_('answer missing')}"


def _last(page: PairPage, name: str) -> tuple[VisitFacts, Any] | None:
    """The latest visit at which a value was found."""
    for visit in reversed(page.seen):
        value = getattr(visit, name)
        if value is not None:
            return visit, value
    return None


def _note(page: PairPage, visit: VisitFacts) -> str:
    """The day of a value that is not of the last visit."""
    return "" if visit is page.seen[-1] else page.day(visit.visit_on)


def _infant(page: PairPage) -> Iterator[QWidget]:
    t = current()
    weighed = _last(page, "weight_g")
    if weighed is not None:
        visit = weighed[0]
        yield KeyValue(_("Weight"), f"{t.kg(visit.weight_g)} kg", "typed", note=_note(page, visit))
        yield from _gain(page, visit)
        if visit.waz is not None:
            name = _("WAZ, corrected") if _is_corrected(page, visit) else _("WAZ")
            yield KeyValue(name, t.z(visit.waz), "computed", note=_note(page, visit))
    for name, heading, unit in (
        ("length_mm", _("Length"), "cm"),
        ("muac_mm", _("Arm"), "mm"),
        ("head_mm", _("Head"), "cm"),
    ):
        found = _last(page, name)
        if found is not None:
            value = found[1]
            shown = t.cm(value) if unit == "cm" else t.number(value)
            yield KeyValue(heading, f"{shown} {unit}", "typed", note=_note(page, found[0]))
    fed = _last(page, "fd_type")
    if fed is not None:
        yield KeyValue(_("Fed"), fed_word(fed[0].fd_type), "typed", note=_note(page, fed[0]))


def _gain(page: PairPage, visit: VisitFacts) -> Iterator[QWidget]:
    t = current()
    if visit.gain_g_day is None or not visit.gain_days:
        return
    gain = _("{gain} g a day", gain=t.number(visit.gain_g_day, signed=True))
    days = t.n("Gain, {n} day", "Gain, {n} days", visit.gain_days)
    yield KeyValue(days, gain, "computed")
    if visit.gain_g_kg_day is not None:
        each = _("{gain} g/kg", gain=t.number(visit.gain_g_kg_day, 1, signed=True))
        yield KeyValue(_("For each kg, a day"), each, "computed")
    least = None
    if visit.age_days is not None:
        least = least_gain(page.rules.least_gain_g_per_day, visit.age_days)
    if least is not None:
        yield label(
            _("expected at least {least} (programme default)", least=t.number(least)),
            "caption",
            wrap=True,
        )


def _is_corrected(page: PairPage, visit: VisitFacts) -> bool:
    weeks = page.header.gest_weeks
    return page.rules.use_corrected_age and weeks is not None and born_early(weeks)


def _mother(page: PairPage) -> Iterator[QWidget]:
    header = page.header
    if header.mother_status == "dead":
        yield label(_("The mother has died."), "body", wrap=True)
    elif header.mother_status == "alive_absent":
        yield label(_("The mother is away."), "body", wrap=True)
    arm = _last(page, "mp_muac_mm")
    if arm is not None:
        visit, mm = arm
        note = _note(page, visit)
        cut = page.maternal_muac_cut_mm
        if cut is not None and mm < cut:
            note = ", ".join(x for x in (_("below {cut}", cut=cut), note) if x)
        yield KeyValue(_("Arm"), f"{current().number(mm)} mm", "typed", note=note)
    asked = [v for v in page.seen if v.mh_screened]
    if asked:
        yield KeyValue(_("Wellbeing"), _("asked {day}", day=page.day(asked[-1].visit_on)))
    if any(v.mother_urgent for v in page.seen[-1:]):
        yield label(_("Needs care at once (last visit)."), "high", wrap=True)
