"""The code of a class, and the secrets of its teacher and students.

A code is read aloud, so it has no letters that look alike and spells no word. What keeps it from
being guessed is its length together with the limit on wrong ones: at `MAX_WRONG` a minute for the
whole server, someone who tries for a month finds one of a hundred classes with a chance of 1 in 290
(`tests/core/classroom/test_codes.py` computes it).

Of a secret only the digest is kept: 256 random bits need no slow hash.
"""

import secrets
from hashlib import sha256
from typing import Final

__all__ = [
    "ALPHABET",
    "LENGTH",
    "digest",
    "format_code",
    "new_code",
    "new_secret",
    "parse_code",
]

ALPHABET: Final = "BCDFGHJKMNPQRSTVWXYZ23456789"
LENGTH: Final = 8
_BETWEEN: Final = str.maketrans("", "", " -–—._\u00ad\u2011")  # what people put between letters
_SECRET_BYTES: Final = 32


def new_code() -> str:
    """A code nobody can foresee."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def format_code(code: str) -> str:
    """A code as it is shown: `BCDF-2345`."""
    return f"{code[: LENGTH // 2]}-{code[LENGTH // 2 :]}"


def parse_code(text: str) -> str:
    """A code as someone types it, in capitals without what stands between; "" if it is none."""
    code = text.translate(_BETWEEN).upper()
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else ""


def new_secret() -> str:
    """A secret for a link: 43 letters of an address."""
    return secrets.token_urlsafe(_SECRET_BYTES)


def digest(secret: str) -> str:
    """What is kept of a secret."""
    return sha256(secret.encode()).hexdigest()
