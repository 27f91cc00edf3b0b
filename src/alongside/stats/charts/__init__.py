"""Control charts: limits, special causes, variation and assurance, and when to recalculate.

``judging`` has the two doors: ``judge`` for one dated series, ``judge_many`` for a table of them.
"""
