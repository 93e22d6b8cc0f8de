"""Volumes of documents on foreign policy: numbers, titles, markings, datelines with an hour."""

import pytest

from dash_core.readers import Options, SourceFile, read_file


def documents(text):
    records = read_file(SourceFile("page.txt", text.encode()), Options()).records
    return [(r.title, r.date, r.places) for r in sorted(records, key=lambda r: r.first)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "7. Le Consul à Dell (Ray) au Ministre\nDell, 9 mai 1896, 18 h. 10\n"
            "(Reçu : le 10 à 9 h.)\nT. n° 6\n"
            "8. Le Ministre au Consul à Dell (Ray)\nRye, 11 mai 1896, 20 h.\nT. n° 4\n"
            "9. Note du Directeur (Low)\nRye, 14 mai 1896\n",
            [
                ("Le Consul à Dell (Ray) au Ministre", "9 mai 1896, 18 h. 10", ("Dell",)),
                ("Le Ministre au Consul à Dell (Ray)", "11 mai 1896, 20 h.", ("Rye",)),
                ("Note du Directeur (Low)", "14 mai 1896", ("Rye",)),
            ],
            id="French, with hours",
        ),
        pytest.param(
            "No. 41\nMr. Ray (Dell) to Lord Low (Received May 5, 9.30 a.m.)\n"
            "No. 12 Telegraphic [C 4012/12/18]\nDELL, May 4, 1938, 8.15 p.m.\nOn rye.\n"
            "No. 42\nLord Low to Mr. Ray (Dell)\nNo. 98 Telegraphic [C 4012/12/18]\n"
            "RYE, May 6, 1938, 7.0 p.m.\nOn hay.\n"
            "No. 43\nMr. Ray (Dell) to Lord Low (Received May 11)\nNo. 20 [C 4102/12/18]\n"
            "DELL, May 9, 1938\nOn tolls.\n",
            [
                (
                    "Mr. Ray (Dell) to Lord Low (Received May 5, 9.30 a.m.)",
                    "May 4, 1938, 8.15 p.m.",
                    ("DELL",),
                ),
                ("Lord Low to Mr. Ray (Dell)", "May 6, 1938, 7.0 p.m.", ("RYE",)),
                ("Mr. Ray (Dell) to Lord Low (Received May 11)", "May 9, 1938", ("DELL",)),
            ],
            id="English, with the numbers of telegrams and files",
        ),
        pytest.param(
            "1. Телеграмма посла в Делле министру\n3 мая 1937 г.\nО ржи.\n"
            "2. Нота министра послу\n5 мая 1937 г. № 12\nО сене.\n"
            "3. Запись беседы с послом\n9 мая 1937 г., 18 час.\nО мосте.\n",
            [
                ("Телеграмма посла в Делле министру", "3 мая 1937 г.", ()),
                ("Нота министра послу", "5 мая 1937 г. № 12", ()),
                ("Запись беседы с послом", "9 мая 1937 г., 18 час.", ()),
            ],
            id="Russian, with the number of a note behind the date",
        ),
        pytest.param(
            "45\nDer Gesandte in Dell an den Vorsteher\nS Vertraulich    Dell, 3. Mai 1937\nRye.\n"
            "46\nLe Chef du Département au Ministre à Dell\nL    Rye, 5 mai 1937\nHay.\n"
            "47\nIl Console a Dell al Capo\nR N° 12    Dell, 9 maggio 1937\nHay.\n",
            [
                ("Der Gesandte in Dell an den Vorsteher", "3. Mai 1937", ()),
                ("Le Chef du Département au Ministre à Dell", "5 mai 1937", ()),
                ("Il Console a Dell al Capo", "9 maggio 1937", ()),
            ],
            id="letters for kinds are no places",
        ),
        pytest.param(
            "Ray to Low\n\nSECRET\n[RYE,] May 9, 1946.\nOn rye.\n\n"
            "Low to Ray\n\nTOP SECRET\n[Dell,] May 11, 1946.\nOn hay.\n",
            [("Ray to Low", "May 9, 1946", ("RYE",)), ("Low to Ray", "May 11, 1946", ("Dell",))],
            id="a bracket that closes behind a comma; who may see it",
        ),
    ],
)
def test_pasted_volumes(text, expected):
    assert documents(text) == expected


def test_the_code_of_a_file_and_the_kind_behind_it():
    text = (
        "41.9/5-46: Telegram\nRay to Low on rye\n\nSECRET\nDELL, May 4, 1946\n12. Mow it.\n\n"
        "41.9/5-66: Airgram\nLow to Ray on hay\n\nTOP SECRET\nRYE, May 6, 1946\n98. Sell it.\n\n"
        "Memorandum by Cole\n\n[RYE,] May 9, 1946\nThe weir was seen.\n"
    )

    records = read_file(SourceFile("page.txt", text.encode()), Options()).records

    assert [(r.id, r.genre, r.title, r.date) for r in records] == [
        ("41.9/5-46", "Telegram", "Ray to Low on rye", "May 4, 1946"),
        ("41.9/5-66", "Airgram", "Low to Ray on hay", "May 6, 1946"),
        ("", "", "Memorandum by Cole", "May 9, 1946"),
    ]
