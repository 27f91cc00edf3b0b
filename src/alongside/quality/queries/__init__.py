"""Reading audits and learning, always as the actor."""
