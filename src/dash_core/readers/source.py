"""A file to be read: its name and bytes, and its text or XML tree where it has one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b
from typing import Any

from dash_core.common.progress import Progress, no_progress
from dash_core.readers.decode import Decoded, decode

__all__ = ["Options", "SourceFile"]


@dataclass(frozen=True, slots=True)
class Options:
    """What a person chose for the reading, and whom to tell of progress.

    `columns` says for a table (by its name in the report) of which field a column is
    (`{"letters.csv": {"Datum": "date", "Notes": ""}}`; "" = kept under its own name). A table
    that is not named is guessed. Readers of other formats ignore it.
    """

    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    progress: Progress = field(default=no_progress, compare=False)


@dataclass(frozen=True, eq=False)
class SourceFile:
    """A file as it was given. Nothing here trusts its name; readers look at the content."""

    name: str
    data: bytes

    @cached_property
    def digest(self) -> str:
        """32 hexadecimal digits of the content."""
        return blake2b(self.data, digest_size=16).hexdigest()

    @cached_property
    def decoded(self) -> Decoded:
        """Text, encoding and what is to be said of it.

        Raises
        ------
        ReadError
            If the content is empty or no text.
        """
        return decode(self.data, self.name)

    @property
    def is_decoded(self) -> bool:
        """Whether somebody asked for the text."""
        return "decoded" in self.__dict__

    @property
    def text(self) -> str:
        """The text. Raises `ReadError` as `decoded` does."""
        return self.decoded.text

    @cached_property
    def xml(self) -> Any:
        """The root element (lxml), or None where the content is no well-formed XML.

        Entities are not resolved, nothing is fetched, comments and instructions are dropped.
        """
        start = self.data[:1000].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0")
        if not start.startswith(b"<"):
            return None
        from lxml import etree  # slow to import, not always needed

        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            return etree.fromstring(self.data, parser)
        except (etree.XMLSyntaxError, ValueError):
            return None
