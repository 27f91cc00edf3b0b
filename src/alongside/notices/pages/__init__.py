"""Pages of messages: one's own, how one is told, one's calendar link, and e-mails that failed."""
