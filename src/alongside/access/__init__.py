"""Sign-in, roles, grants with scope, purpose and expiry."""
