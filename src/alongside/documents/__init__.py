"""Content objects to paper: headings, paragraphs, tables and charts, written as HTML and as PDF."""
