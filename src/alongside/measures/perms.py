"""Who may read measures and enter their figures."""

VIEW = "measures.view"
ENTER = "measures.enter"

MEANINGS = {
    VIEW: "Read the measures and every figure with its base and its source.",
    ENTER: "Set up series of figures, enter figures and correct them.",
}
