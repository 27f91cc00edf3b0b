"""Words that all rooms share: pure Python, no Django, no database, no clock."""
