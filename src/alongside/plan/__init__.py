"""The statement of action: what was promised, by whom, by when, and how far it has got."""
