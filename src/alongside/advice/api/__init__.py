"""The same exchange over HTTP: a system proves who it is, sends messages, and fetches those for it."""
