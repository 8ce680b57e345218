"""Where a question or a rule comes from, and how sure that is, in words."""

from mami_desktop.i18n import _
from mami_desktop.pathway.definition import Pathway


def source_words(pathway: Pathway, item_id: str, mark: str, source: str) -> str:
    """The item, the version of the pathway, the confidence mark and the published sources."""
    return _(
        "{item}, version {version}. {mark}. {source}",
        item=item_id,
        version=pathway.version,
        mark=pathway.marks.get(mark, mark),
        source=pathway.source_text(source),
    )
