"""First start: a working register in under three minutes, without a manual."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from mami_desktop import i18n
from mami_desktop.errors import UserError
from mami_desktop.i18n import _
from mami_desktop.settings import change_settings
from mami_desktop.views import theme
from mami_desktop.views.error_dialog import show_failure
from mami_desktop.views.first_start import choices
from mami_desktop.views.first_start.ways import NewRegister, OpenRegister, SampleRegister, Way
from mami_desktop.views.jobs import Job, run_job
from mami_desktop.views.widgets import (
    STRETCH,
    Card,
    ChipButton,
    ChoiceBox,
    LinkButton,
    MessageStrip,
    PrimaryButton,
    column,
    label,
    row,
    rule,
    scrolled,
)


class FirstStart(QWidget):
    """``register_ready(RegisterFile)`` once one is open; ``look_changed`` after another language
    or text size was chosen, which draws this page anew."""

    register_ready = Signal(object)
    look_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "screen")
        self.setWindowTitle(_("MAMI Desktop"))
        self.setWindowIcon(theme.icon("register", "pen", filled=True))
        self.resize(theme.window_size())
        self._job: Job | None = None
        self.new, self.open, self.sample = NewRegister(), OpenRegister(), SampleRegister()
        self.go_on = PrimaryButton(_("Continue"))
        self.go_on.clicked.connect(self.carry_out)
        self.stop = LinkButton(_("Stop"))
        self.stop.hide()
        self.stop.clicked.connect(lambda: self._job and self._job.cancel())
        self._busy = label("", "note")
        self.clock = MessageStrip("problem", choices.clock_warning())
        self.room = MessageStrip("warn", choices.room_warning())
        self.radios: dict[Way, QRadioButton] = {}
        self._group = QButtonGroup(self)
        card = Card()
        for number, (way, words, note) in enumerate(
            (
                (self.new, _("Start a new register"), _("for a facility that has none yet")),
                (self.open, _("Open a register"), _("a file that is on this computer or a stick")),
                (self.sample, _("Try it with sample pairs"), _("invented data, to practise")),
            )
        ):
            if number:
                card.body.addWidget(rule())
            card.body.addWidget(self._choice(way, words, note))
            card.body.addWidget(way)
            way.done.connect(self.go_on.setFocus)
        page = column(
            self._heading(),
            self.clock,
            self.room,
            card,
            row(STRETCH, self._busy, self.stop, self.go_on),
            STRETCH,
            gap="l",
        )
        middle = QWidget()
        middle.setMaximumWidth(theme.size("first_start"))
        middle.setLayout(page)
        frame = QWidget()
        across = row(STRETCH, middle, STRETCH, margins="xxl")
        across.setStretch(1, 100)
        frame.setLayout(across)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(frame))
        self.choose(self.new)

    def _heading(self) -> QWidget:
        picture = label("")
        picture.setPixmap(
            theme.pixmap(
                "register", filled=True, size_name="badge_large", ratio=self.devicePixelRatioF()
            )
        )
        words = column(
            label(_("MAMI Desktop"), "title"),
            label(
                _("The register of small and at-risk infants under 6 months and their mothers"),
                "note",
                wrap=True,
            ),
            gap="xs",
        )
        language = column(label(_("Language"), "caption"), self._languages(), gap="xs")
        sizes = column(
            label(_("Text size"), "caption"), row(*self._text_sizes(), gap="s"), gap="xs"
        )
        heading = row(picture, words, language, sizes, gap="m")
        heading.setStretch(1, 1)
        made = QWidget()
        made.setLayout(heading)
        return made

    def _languages(self) -> ChoiceBox:
        from babel import Locale

        self.language = ChoiceBox(_("Language"))
        self.language.setToolTip(_("Language"))
        for code in i18n.available_languages():
            name = Locale(code).get_display_name(code) or code
            self.language.addItem(name[:1].upper() + name[1:], code)
        self.language.setCurrentIndex(self.language.findData(i18n.current().language))
        self.language.activated.connect(
            lambda _index: self._change(language=self.language.currentData())
        )
        return self.language

    def _text_sizes(self) -> list[QWidget]:
        self.sizes: dict[int, ChipButton] = {}
        for scale, words in zip(theme.TEXT_SCALES, ("A", "A+", "A++", "A+++"), strict=True):
            chip = ChipButton(words)
            chip.setAccessibleName(_("Text size {percent} %", percent=scale))
            chip.setToolTip(_("Text size {percent} %", percent=scale))
            chip.setChecked(scale == theme.text_scale())
            chip.clicked.connect(lambda _on, s=scale: self._change(text_scale=s))
            self.sizes[scale] = chip
        return list(self.sizes.values())

    def _choice(self, way: Way, words: str, note: str) -> QWidget:
        radio = QRadioButton(words)
        radio.setFont(theme.font("section"))
        radio.setMinimumHeight(theme.size("control"))
        radio.setAccessibleName(f"{words}, {note}")
        radio.toggled.connect(lambda on, w=way: w.setVisible(on))
        self._group.addButton(radio)
        self.radios[way] = radio
        way.hide()
        line = QWidget()
        line.setLayout(row(radio, label(note, "caption"), STRETCH, gap="m"))
        return line

    def choose(self, way: Way) -> None:
        """Choose one of the three ways."""
        self.radios[way].setChecked(True)

    def chosen(self) -> Way:
        """The way that is chosen."""
        return next(way for way, radio in self.radios.items() if radio.isChecked())

    def showEvent(self, event) -> None:
        super().showEvent(event)
        self.chosen().focus_first()

    def keyPressEvent(self, event) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and isinstance(self.focusWidget(), QRadioButton):
            self.chosen().focus_first()
            if self.chosen() is self.sample:
                self.go_on.setFocus()
        else:
            super().keyPressEvent(event)

    def carry_out(self) -> None:
        """Continue: check the entries, then make or open the register."""
        way = self.chosen()
        if not way.is_ready():
            return
        try:
            if way is self.new:
                register = choices.start_register(self.new.path(), *self.new.entries())
            elif way is self.open:
                register = self._open_or_tell(self.open.path())
            else:
                self._make_sample()
                return
        except UserError as error:
            show_failure(error)
            return
        if register is not None:
            self.register_ready.emit(register)

    def _open_or_tell(self, path: Path) -> Any:
        try:
            return choices.open_existing(path)
        except UserError as error:
            self.open.refuse(str(error))
            return None

    def _make_sample(self) -> None:
        self.go_on.setEnabled(False)
        self.go_on.set_words(_("Making sample pairs..."))
        self.stop.show()
        self._job = run_job(
            self,
            _("Sample pairs"),
            choices.start_sample,
            lambda path: self.register_ready.emit(choices.open_existing(path)),
        )
        self._job.progressed.connect(
            lambda done, total, _text: self._busy.setText(
                _("{done} of {total}", done=done, total=total)
            )
        )
        self._job.ended.connect(self._sample_over)

    def _sample_over(self) -> None:
        self._job = None
        self._busy.setText("")
        self.stop.hide()
        self.go_on.setEnabled(True)
        self.go_on.set_words(_("Continue"))

    def _change(self, **setting: str | int) -> None:
        if "language" in setting:
            i18n.set_language(str(setting["language"]))
        change_settings(**setting)
        self.look_changed.emit()
