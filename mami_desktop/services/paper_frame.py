"""What stands around every paper: its title, the facility, who printed it when, which form."""

from mami_desktop.i18n import Translator
from mami_desktop.pathway.load import default_pathway
from mami_desktop.reports.records import Furniture
from mami_desktop.services.register_file import Work


def furniture(work: Work, t: Translator, *, title: str, form: str) -> Furniture:
    """The frame of a paper printed now; ``title`` and ``form`` are in the paper's language."""
    facility, pathway = work.facility, default_pathway()
    return Furniture(
        title=title,
        facility=f"{facility.name} ({facility.code})",
        printed_at=work.now,
        printed_by=work.actor.name if work.actor else t("the program"),
        form=form,
        pathway=t("pathway {name} {version}", name=pathway.id, version=pathway.version),
        training=facility.training,
    )
