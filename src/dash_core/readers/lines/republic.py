"""Dates of the French Republic at the ends of lines, as inventories have them."""

import re
from typing import Final

__all__ = ["YEAR_OF_THE_REPUBLIC"]

_YEAR_OF_REPUBLIC: Final = (
    r"(?:(?:[0-9]{1,2}(?:er)? )?(?:vend|brum|frim|niv|pluv|vent|germ|flor|prair|mess|therm|fruct)"
    r"[a-zé]*\.? )?an (?:[IVX]{1,4}|[0-9]{1,2})"
)
YEAR_OF_THE_REPUBLIC: Final = re.compile(
    rf"(?:[,.:;]\s|\s[(\[])(?P<date>{_YEAR_OF_REPUBLIC}(?: ?[-–] ?{_YEAR_OF_REPUBLIC})?)"
    r"[.)\]]{0,2}$"
)
"""`3 floréal an II`, `an II-an V`."""
