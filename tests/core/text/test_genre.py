import pytest

from dash_core.text.genre import genre_of


@pytest.mark.parametrize(
    ("title", "genre"),
    [
        ("Letter from Smith to Jones", "letter"),
        ("Letters between Smith and Jones", "letter"),
        ("Deciphered Telegram No. 2140/4, from Kozlov to Filippov [Stalin]", "telegram"),
        ("Top Secret Cable from Smith", "cable"),
        ("Excerpt from the Minutes of the Politburo", "minutes"),
        ("Memo per a Telegraph Report of Nazarli from Rasht", "memorandum"),
        ("Memorandum on oil", "memorandum"),
        ("Aide-mémoire on oil", "memorandum"),
        ("Memorandum of Conversation between Stalin and Qavam", "record of conversation"),
        ("Record of a Conversation with Qavam", "record of conversation"),
        ("REPORT BY SMITH", "report"),
        ("George Kennan's 'Long Telegram'", "telegram"),
        ("General Smith, 'Memo on the Amount of Weapons'", "memorandum"),
        ("Joint Communiqué on oil", "statement"),
        ("Messages", "message"),
        ("To the Ambassador in France (tel.)", "telegram"),
        ("Mr. Hay to Mr. Choate (telegram).", "telegram"),
        ("Copy of Telegram From Smith", "telegram"),
        ("Circular", "circular"),
        ("Proclamation", "proclamation"),
        ("Executive Order No. 4705", "order"),
        ("Press Release Issued by the Department", "statement"),
        ("Promemoria from German embassy.", "memorandum"),
        ("Convention Between Chile and Peru", "agreement"),
        ("Mr. Hay to Mr. Choate", ""),
        ("Lettering in old prints", ""),
        ("On a letter that was never sent", ""),
        ("M. D. Bagirov, 'Concerning the Participation'", ""),
        ("", ""),
    ],
)
def test_genre(title, genre):
    assert genre_of(title) == genre
