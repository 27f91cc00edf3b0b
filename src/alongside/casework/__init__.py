"""Casework: children and young people, and every dated event of their assessments, EHC plans and reviews.

Events are the record: dated, authored, never overwritten. Where a case stands, what is due and how late it
is are worked out from them by the room ``law``.
"""
