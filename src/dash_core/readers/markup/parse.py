"""How XML is parsed here, and what is said where that fails."""

import re
from typing import Any

from dash_core.common.i18n import _
from dash_core.readers.source import SourceFile

__all__ = ["SHOWN", "parser", "problem"]

SHOWN = 40  # characters of a tag's or entity's name in a sentence


def parser(**options: Any) -> Any:
    """As `SourceFile.xml` parses: nothing fetched, no comments, libxml2's own limits."""
    from lxml import etree

    return etree.XMLParser(
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        **options,
    )


def problem(file: SourceFile) -> str:
    """Say in a sentence where and how the XML is broken."""
    from lxml import etree

    try:
        etree.fromstring(file.data, parser(resolve_entities=False))
    except (etree.XMLSyntaxError, ValueError) as err:
        code, line = getattr(err, "code", 0), getattr(err, "lineno", 0) or 1
        unclosed = re.search(r"(?:mismatch|tag)[: ]+(\S+) line ([0-9]+)", str(err))
        if unclosed and unclosed[2] != "0":
            what = _("the tag <{tag}> of line {opened} is not closed").format(
                tag=unclosed[1][:SHOWN], opened=f"{int(unclosed[2]):,}"
            )
        elif "amplification" in str(err):  # one code with too deep
            what = _("its entities grow without end")
        else:
            what = _problems().get(code) or _("it is not well-formed XML")
        return _(
            "“{name}” cannot be read from line {line} on: {what}; save or export it again from "
            "where it came."
        ).format(name=file.name, line=f"{line:,}", what=what)
    return _("“{name}” holds no XML that can be read.").format(name=file.name)


def _problems() -> dict[int, str]:
    """What people can understand of libxml2's errors (`xmlParserErrors`)."""
    from lxml.etree import ErrorTypes as E

    sign = _("a sign & stands there that should be written &amp;")
    return {
        E.ERR_DOCUMENT_END: _("something follows after its end (two files in one?)"),
        E.ERR_DOCUMENT_EMPTY: _("it does not start with a tag"),
        E.ERR_RESERVED_XML_NAME: _("the line <?xml …?> must be its very first (two files in one?)"),
        E.ERR_INVALID_CHAR: _("there is a character that XML does not allow"),
        E.ERR_INVALID_ENCODING: _("it is not in the encoding it says"),
        E.ERR_UNSUPPORTED_ENCODING: _("its encoding is not known"),
        E.ERR_UNDECLARED_ENTITY: _("a name between & and ; is not defined"),
        E.ERR_NAME_REQUIRED: sign,
        E.ERR_ENTITYREF_SEMICOL_MISSING: sign,
        E.ERR_ENTITY_LOOP: _("its entities grow without end"),
        E.ERR_RESOURCE_LIMIT: _("it is nested too deep, or one text in it is too long"),
        E.ERR_LT_IN_ATTRIBUTE: _("there is a sign < within a tag"),
        E.ERR_GT_REQUIRED: _("a tag lacks its sign >"),
        E.NS_ERR_UNDEFINED_NAMESPACE: _("a prefix, such as dc: in <dc:title>, is not declared"),
    }
