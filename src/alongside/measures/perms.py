"""Who may read measures and enter their figures."""

VIEW = "measures.view"
ENTER = "measures.enter"
DEFINE = "measures.define"
IMPORT = "measures.import"
COMPUTE = "measures.compute"

MEANINGS = {
    VIEW: "Read the measures and every figure with its base and its source.",
    ENTER: "Set up series of figures, enter figures and correct them, and say what they mean.",
    DEFINE: (
        "Define measures, set and activate their targets, and keep the outcomes framework. Record that "
        "a chart’s limits are worked out anew or rest on a frozen baseline."
    ),
    IMPORT: (
        "Bring in published releases of national figures. Only the operator of the installation "
        "may, by a command."
    ),
    COMPUTE: (
        "Write down figures that were worked out from the records kept here. Only the worker may."
    ),
}
SYSTEM_ONLY = frozenset({IMPORT, COMPUTE})
"""Permissions that no role holds."""
