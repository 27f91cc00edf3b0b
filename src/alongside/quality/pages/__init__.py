"""Pages of audits and learning."""
