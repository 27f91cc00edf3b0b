"""What may be asked, given, sent back and accepted, and what a text is looked through for. Pure."""
