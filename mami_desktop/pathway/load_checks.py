"""Checks across the whole pathway: names, ages, cut-offs, circles, actions, texts."""

from mami_desktop.pathway.definition import Pathway
from mami_desktop.pathway.problems import Findings
from mami_desktop.pathway.toml_lines import TomlLines


def check(pathway: Pathway, lines: TomlLines, findings: Findings) -> None:
    """Add everything that is wrong with the pathway as a whole."""
