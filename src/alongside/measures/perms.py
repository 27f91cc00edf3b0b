"""Who may read measures and enter their figures."""

VIEW = "measures.view"
ENTER = "measures.enter"
DEFINE = "measures.define"

MEANINGS = {
    VIEW: "Read the measures and every figure with its base and its source.",
    ENTER: "Set up series of figures, enter figures and correct them, and say what they mean.",
    DEFINE: (
        "Define measures, set and activate their targets, keep the outcomes framework, and record "
        "that a chart's limits are worked out anew."
    ),
}
