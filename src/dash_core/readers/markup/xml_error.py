"""Why a file is not well-formed XML, in words."""

import re

from dash_core.common.i18n import _, format_number
from dash_core.readers.source import SourceFile, make_xml_parser

__all__ = ["MAX_SHOWN", "xml_error"]

MAX_SHOWN = 40  # characters of a tag's or entity's name in a sentence


def xml_error(file: SourceFile) -> str:
    """A sentence on where and how the XML is broken."""
    from lxml import etree

    try:
        etree.fromstring(file.data, make_xml_parser(resolve_entities=False))
    except (etree.XMLSyntaxError, ValueError) as err:
        code, line = getattr(err, "code", 0), getattr(err, "lineno", 0) or 1
        unclosed = re.search(r"(?:mismatch|tag)[: ]+(\S+) line ([0-9]+)", str(err))
        if unclosed and unclosed[2] != "0":
            what = _("the tag <{tag}> of line {opened} is not closed").format(
                tag=unclosed[1][:MAX_SHOWN], opened=format_number(int(unclosed[2]))
            )
        elif "amplification" in str(err):  # the same code as nesting too deep
            what = _("its entities grow without end")
        else:
            what = _problems().get(code) or _("it is not well-formed XML")
        return _(
            "“{name}” cannot be read from line {line} on: {what}; save or export it again from "
            "where it came."
        ).format(name=file.name, line=format_number(line), what=what)
    return _("“{name}” contains no readable XML.").format(name=file.name)


def _problems() -> dict[int, str]:
    """libxml2's error codes (`xmlParserErrors`) in plain words."""
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
