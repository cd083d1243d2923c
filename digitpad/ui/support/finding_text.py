"""What looks wrong with a dataset, in the language of the window."""

from digitpad.data.plausibility import Finding
from digitpad.ui.support.translation import tr


def finding_text(finding: Finding) -> str:
    """A sentence or two for people."""
    return tr(finding.template).format(**finding.values)
