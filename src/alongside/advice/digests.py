"""What is kept of a secret or a token: enough to know it again, and nothing to use it by."""

from hashlib import sha256


def digest_of(secret: str) -> str:
    """Quick, for what it is made of is long and random: nobody guesses it, however fast they try."""
    return sha256(secret.encode()).hexdigest()
