"""Malicious files by name: functions from a size in bytes to a file of about that size.

Importing a module of this package adds its files to `FILES`.
"""

from tests.fuzz.hostile import archives, markup, references, text, workbooks  # noqa: F401
from tests.fuzz.hostile.files import FILES

__all__ = ["FILES"]
