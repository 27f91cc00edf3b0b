"""Who may keep organisations, people and posts up to date. Any role may read their names."""

EDIT = "people.edit"
CREATE_AREA = "people.create_area"

MEANINGS = {
    EDIT: "Add and change organisations, people and posts, and say who holds which post.",
    CREATE_AREA: "Make a new local area. Only the operator of the installation may, by a command.",
}
SYSTEM_ONLY = frozenset({CREATE_AREA})
"""Permissions that no role holds."""
