"""EHC plans: what they hold, what has to be there before one is sent, and what changed in one."""
