"""How passwords are kept where everybody knows them: in demonstrations, benchmarks and tests.

A production start does not know this way of keeping them. So an account of a demonstration can never
sign in to an installation that was turned into a real one.
"""

from django.contrib.auth.hashers import ScryptPasswordHasher


class KnownPasswordHasher(ScryptPasswordHasher):
    """Scrypt with hardly any work: thirty accounts are made in a blink instead of eight seconds."""

    algorithm = "scrypt_known"
    work_factor = 2**6
    parallelism = 1
