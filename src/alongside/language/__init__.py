"""Plain English: sentences, unexplained terms, vague wording. Pure Python."""
