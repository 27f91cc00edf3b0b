"""Reading advice, always through the actor’s scope."""
