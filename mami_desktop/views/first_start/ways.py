"""The three ways to begin, each a page of fields that checks itself."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from mami_desktop.errors import Problem
from mami_desktop.i18n import _
from mami_desktop.paths import registers_dir
from mami_desktop.views import theme
from mami_desktop.views.first_start.choices import REGISTER_SUFFIX, register_path
from mami_desktop.views.widgets import (
    STRETCH,
    EnterFlow,
    LabeledField,
    LinkButton,
    OutlineButton,
    TextField,
    label,
    row,
)

LONGEST_CODE = 12


class Way(QWidget):
    """One way; ``done`` when Enter leaves its last field."""

    done = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.box = QVBoxLayout(self)
        edge = theme.gap("l")
        self.box.setContentsMargins(edge + theme.gap("m"), theme.gap("xs"), 0, theme.gap("s"))
        self.box.setSpacing(theme.gap("s"))

    def focus_first(self) -> None:
        """Put the cursor where the entry begins."""

    def is_ready(self) -> bool:
        """Check the entries; problems are shown beside the fields, the first one gets the focus."""
        return True


class NewRegister(Way):
    """Facility code and name, and who begins."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = registers_dir()
        self.code = TextField(_("Facility code"), longest=LONGEST_CODE)
        self.code.setMaximumWidth(theme.size("date_field"))
        self.name = TextField(_("Facility name"))
        self.user = TextField(_("Your name"))
        self.fields = {
            "code": LabeledField(
                _("Facility code"),
                self.code,
                hint=_("as on paper; every register number begins with it"),
            ),
            "name": LabeledField(_("Facility name"), self.name),
            "user": LabeledField(
                _("Your name"), self.user, hint=_("you become the in-charge of this register")
            ),
        }
        for line in (
            row(self.fields["code"], self.fields["name"], gap="l"),
            row(self.fields["user"], STRETCH, gap="l"),
        ):
            for half in (0, 1):
                line.setStretch(half, 1)
            self.box.addLayout(line)
        self._where = label("", "caption", wrap=True)
        elsewhere = LinkButton(_("Another folder..."), compact=True)
        elsewhere.clicked.connect(self._choose_folder)
        line = row(self._where, elsewhere)
        line.setStretch(0, 1)
        self.box.addLayout(line)
        self._flow = EnterFlow([self.code, self.name, self.user], parent=self)
        self.user.entered.connect(self.done)
        self.code.edited.connect(self._show_where)
        self._show_where()

    def path(self) -> Path:
        """Where the register will lie."""
        return register_path(self.code.text(), self._folder)

    def focus_first(self) -> None:
        self._flow.start()

    def is_ready(self) -> bool:
        missing = {
            "code": _("Type the facility code."),
            "name": _("Type the facility name."),
            "user": _("Type your name: it stands beside what you enter."),
        }
        wrong = []
        for key, editor in (("code", self.code), ("name", self.name), ("user", self.user)):
            self.fields[key].set_problem(Problem(missing[key], key) if editor.is_empty() else None)
            if editor.is_empty():
                wrong.append(editor)
        if wrong:
            wrong[0].focus_entry()
        return not wrong

    def entries(self) -> tuple[str, str, str]:
        """Facility code, facility name and the user's name."""
        return self.code.value(), self.name.value(), self.user.value()

    def _show_where(self) -> None:
        self._where.setText(_("The register will lie in “{path}”.", path=self.path()))

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(
            self, _("Folder of the register"), str(self._folder)
        )
        if chosen:
            self._folder = Path(chosen)
            self._show_where()


class OpenRegister(Way):
    """A register file that is there already."""

    def __init__(self) -> None:
        super().__init__()
        self.file = TextField(_("Register file"), longest=1000)
        self.field = LabeledField(
            _("Register file"), self.file, hint=_("it ends in {suffix}", suffix=REGISTER_SUFFIX)
        )
        choose = OutlineButton(_("Choose file..."))
        choose.clicked.connect(self._choose)
        line = row(self.field, choose, gap="m")
        line.setStretch(0, 1)
        self.box.addLayout(line)
        self.file.entered.connect(self.done)

    def path(self) -> Path:
        """The file typed or chosen."""
        return Path(self.file.text().strip()).expanduser()

    def focus_first(self) -> None:
        newest = max(
            registers_dir().glob(f"*{REGISTER_SUFFIX}"),
            key=lambda path: path.stat().st_mtime,
            default=None,
        )
        if self.file.is_empty() and newest is not None:
            self.file.set_typed(str(newest))
        self.file.focus_entry()

    def is_ready(self) -> bool:
        if self.file.is_empty():
            self.refuse(_("Choose the register file."))
            return False
        if not self.path().is_file():
            self.refuse(_("There is no such file. Choose the register file."))
            return False
        return True

    def refuse(self, text: str) -> None:
        """Show why this file will not do; what was typed stays."""
        self.field.set_problem(Problem(text, "file"))
        self.file.focus_entry()

    def _choose(self) -> None:
        folder = registers_dir() if registers_dir().is_dir() else Path.home()
        chosen, _filter = QFileDialog.getOpenFileName(
            self,
            _("Open a register"),
            str(folder),
            _("Registers (*{suffix});;All files (*)", suffix=REGISTER_SUFFIX),
        )
        if chosen:
            self.file.set_typed(chosen)
            self.field.set_problem(None)
            self.done.emit()


class SampleRegister(Way):
    """Invented pairs to practise with."""

    def __init__(self) -> None:
        super().__init__()
        self.box.addWidget(
            label(
                _(
                    "A yellow mark stands on every window and sheet. Nothing in it is about a real"
                    " person, and you can delete its file whenever you like."
                ),
                "note",
                wrap=True,
            )
        )
