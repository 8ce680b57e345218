"""The README tells the truth: its pictures exist, and every command is shown."""

import argparse
import re
from pathlib import Path

from mami_desktop.cli.main import build_parser

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_it_opens_with_the_two_commands():
    commands = re.findall(r"^    (make \w+)", README, flags=re.MULTILINE)
    assert commands[:2] == ["make run", "make test"]
    assert README.index("make test") < 200


def test_its_pictures_and_files_exist():
    named = re.findall(r"!\[.*?\]\((.*?)\)", README) + re.findall(r"`(\w+[\w/]*\.md)`", README)
    assert len(named) >= 7
    assert [name for name in named if not (ROOT / name).is_file()] == []


def test_every_command_is_shown():
    (commands,) = (
        action.choices
        for action in build_parser()._actions
        if isinstance(action, argparse._SubParsersAction)
    )
    shown = set(re.findall(r"^    mami-desktop (?:--\S+ \S+ )*([a-z-]+)", README, re.MULTILINE))
    assert shown == set(commands)
