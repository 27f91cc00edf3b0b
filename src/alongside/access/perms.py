"""Who may give access, take it in an emergency, and run accounts."""

GRANT = "access.grant"
ADMINISTER = "access.administer"
EMERGENCY = "access.emergency"
SEE_EMERGENCIES = "access.see_emergencies"

MEANINGS = {
    GRANT: "Give a role to somebody in the area, and end it.",
    ADMINISTER: "Make accounts, reset passwords and second steps, and close and open accounts.",
    EMERGENCY: "Take access for a few hours in an emergency, with a reason.",
    SEE_EMERGENCIES: "See each emergency access and review it.",
}
