"""Audits with families, what is put right for each child, and learning that is proved."""
