"""Statistical charts: from plain values to a specification, a summary, a table, and SVG.

A chart function (``control``, ``funnel``, ``comparison``, ``cohort``) takes a frozen record and gives
a ``Specification``, which needs no heavy library. ``store`` gives the SVG from its folder or, in a
worker, draws it by ``rendering``, the only module that loads vl-convert. ``sparkline`` and ``icons``
draw by themselves in a millisecond, for pages.
"""
