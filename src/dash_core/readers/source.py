"""A file to read: its name and bytes, and its text or XML tree where it has one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b
from typing import Any, Final

from dash_core.common.progress import Progress, no_progress
from dash_core.readers.decode import Decoded, decode

__all__ = ["RECORD_PATH", "Options", "SourceFile", "make_xml_parser"]


RECORD_PATH: Final = "/"
"""The key in `Options.columns` of the path of a file's documents: no column of XML is called so."""


def make_xml_parser(**options: Any) -> Any:
    """An lxml parser that fetches nothing, drops comments and keeps libxml2's limits."""
    from lxml import etree  # slow to import, not always needed

    return etree.XMLParser(
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        **options,
    )


@dataclass(frozen=True, slots=True)
class Options:
    """What a person chose for a reading, and where to report progress.

    `columns` gives, for a table (by its name in the report), the field of each column
    (`{"letters.csv": {"Datum": "date", "Notes": ""}}`; "" = kept under the column's name). The
    columns of a table that is not in it are guessed. Only readers of tables use it. Under
    `RECORD_PATH` stands, for a file of elements or objects in one another, which are its documents.
    """

    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    progress: Progress = field(default=no_progress, compare=False)

    def record_path(self, source: str) -> str:
        """The path of the elements or objects that are documents, as chosen; "" if not chosen."""
        return self.columns.get(source, {}).get(RECORD_PATH, "")


@dataclass(frozen=True, eq=False)
class SourceFile:
    """A file as it was given. Readers look at its content and do not trust its name."""

    name: str
    data: bytes

    @cached_property
    def digest(self) -> str:
        """32 hexadecimal digits of the content."""
        return blake2b(self.data, digest_size=16).hexdigest()

    @cached_property
    def decoded(self) -> Decoded:
        """Text, its encoding, and a remark on the encoding.

        Raises
        ------
        ReadError
            If the content is empty or not text.
        """
        return decode(self.data, self.name)

    def forget(self) -> None:
        """Let the text go, which is decoded again when it is asked for."""
        self.__dict__.pop("decoded", None)

    @property
    def is_decoded(self) -> bool:
        """Whether the text was needed so far."""
        return "decoded" in self.__dict__

    @property
    def text(self) -> str:
        """The text. Raises `ReadError` as `decoded` does."""
        return self.decoded.text

    @cached_property
    def xml(self) -> Any:
        """The root element (lxml), or None where the content is not well-formed XML.

        Entities are not resolved, nothing is fetched, comments and processing instructions are
        dropped.
        """
        start = self.data[:1000].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0")
        if not start.startswith(b"<"):
            return None
        from lxml import etree  # slow to import, not always needed

        try:
            return etree.fromstring(self.data, make_xml_parser(resolve_entities=False))
        except (etree.XMLSyntaxError, ValueError):
            return None
