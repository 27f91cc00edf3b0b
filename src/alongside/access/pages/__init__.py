"""Pages of access: one's own account, people with access, accounts, emergencies."""
