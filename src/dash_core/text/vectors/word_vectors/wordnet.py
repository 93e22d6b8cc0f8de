"""The texts of WordNet 3.0 (Fellbaum 1998), on which the table of words is fitted.

Not run by Dossier.
"""

import re
from hashlib import sha256
from pathlib import Path
from typing import Final

__all__ = ["read_wordnet"]

FILES: Final = ("data.noun", "data.verb", "data.adj", "data.adv")
FILES_SHA256: Final = "9c33953116f661f96b2af6815ea87a505a54cd48e72994ba47bca5aad58840a6"
MAX_NAMES: Final = 4  # of a concept, put before its definition

_EXAMPLE: Final = re.compile(r'"([^"]+)"')
_MARKER: Final = re.compile(r"\((?:a|p|ip)\)$")  # where an adjective stands, after its name


def read_wordnet(folder: Path) -> tuple[list[str], list[str]]:
    """Definitions, each after the names of its concept, with the examples; and all names.

    Raises
    ------
    ValueError
        If the files are not those of the Debian package wordnet-base 1:3.0-37.
    """
    data = [(folder / name).read_bytes() for name in FILES]
    digest = sha256(b"".join(data)).hexdigest()
    if digest != FILES_SHA256:
        raise ValueError(f"{folder} has other files than wordnet-base 1:3.0-37: {digest}")
    sentences, names = [], []
    for line in b"".join(data).decode("latin-1").splitlines():
        if line.startswith("  "):  # the licence
            continue
        fields, _bar, gloss = line.partition(" | ")
        parts = fields.split(" ")
        count = int(parts[3], 16)
        own = [_MARKER.sub("", name).replace("_", " ") for name in parts[4 : 4 + 2 * count : 2]]
        definition = re.sub(r";(?:\s*;)+", ";", _EXAMPLE.sub("", gloss)).strip(" ;:,-")
        sentences += [f"{', '.join(own[:MAX_NAMES])}: {definition}", *_EXAMPLE.findall(gloss)]
        names += [name.lower() for name in own]
    return list(dict.fromkeys(sentences)), list(dict.fromkeys(names))
