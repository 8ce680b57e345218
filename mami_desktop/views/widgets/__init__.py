"""The widgets all screens are built from, each in its own file, gathered here under one name."""

from mami_desktop.views.widgets.buttons import (
    Button,
    ChipButton,
    DangerButton,
    DangerOutlineButton,
    LinkButton,
    OutlineButton,
    PrimaryButton,
)
from mami_desktop.views.widgets.card import Card
from mami_desktop.views.widgets.check_box import CheckBox
from mami_desktop.views.widgets.choice_box import ChoiceBox
from mami_desktop.views.widgets.date_field import DateField
from mami_desktop.views.widgets.empty_state import EmptyState
from mami_desktop.views.widgets.enter_flow import EnterFlow
from mami_desktop.views.widgets.entry_line import EntryLine
from mami_desktop.views.widgets.key_value import KeyValue
from mami_desktop.views.widgets.labeled_field import LabeledField
from mami_desktop.views.widgets.layouts import (
    STRETCH,
    FlowLayout,
    boxed,
    clear,
    column,
    row,
    rule,
    scrolled,
)
from mami_desktop.views.widgets.level_badge import LevelBadge, LevelShape, level_word
from mami_desktop.views.widgets.message_strip import MessageStrip
from mami_desktop.views.widgets.number_field import NumberField
from mami_desktop.views.widgets.option_button import NOT_ASSESSED
from mami_desktop.views.widgets.option_list import OptionList, options
from mami_desktop.views.widgets.option_row import OptionRow, OptionSet
from mami_desktop.views.widgets.saved_note import SavedNote
from mami_desktop.views.widgets.text import ElidedLabel, label, set_role
from mami_desktop.views.widgets.text_field import TextArea, TextField

__all__ = [
    "NOT_ASSESSED",
    "STRETCH",
    "Button",
    "Card",
    "ChipButton",
    "CheckBox",
    "ChoiceBox",
    "DangerButton",
    "DangerOutlineButton",
    "DateField",
    "ElidedLabel",
    "EmptyState",
    "EnterFlow",
    "EntryLine",
    "FlowLayout",
    "KeyValue",
    "LabeledField",
    "LevelBadge",
    "LevelShape",
    "LinkButton",
    "MessageStrip",
    "NumberField",
    "OptionList",
    "OptionRow",
    "OptionSet",
    "OutlineButton",
    "PrimaryButton",
    "SavedNote",
    "TextArea",
    "TextField",
    "boxed",
    "clear",
    "column",
    "label",
    "level_word",
    "options",
    "row",
    "rule",
    "scrolled",
    "set_role",
]
