"""Documents that may have been missed are said; each of these is read wrongly, or may be."""

import pytest

from dash_core.readers import SourceFile, read_file


def remarks(text):
    return [r.text for r in read_file(SourceFile("page.txt", text.encode())).report.file_remarks]


DATED = "3 May 1871\nFerry dues\nOn the weir.\n\n9 June 1871\nTolls\nOf carts.\n\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param(
            "Answers\n\nTuesday, 9 June 1871\n\n• Harbour\n\n  • Tolls\n    Why they rose.\n\n"
            "  • Carts\n    How many there are.\n",
            "3 lines in the texts",
            id="a list below one date",
        ),
        pytest.param(
            DATED + "A note (ca. 1 Aug. 1872, copy) of\nIce, 1 August 1872\nRain, 4 March 1874\n"
            "Snow, 9 March 1874\n",
            "3 short lines in the texts",
            id="titles and dates in a text",
        ),
        pytest.param(
            "- Ferry dues, 3 May 1871\n- Tolls, 9 June 1871\n- The ice of 1872 or so\n",
            "1 of 3 documents have no date",
            id="a year in a title",
        ),
        pytest.param(
            DATED
            + "1 August 1872\nof the lock, continued\nThe ice.\n\n4 March 1874\nRain\nOf it.\n",
            "1 of 4 titles begin",
            id="the rest of a line",
        ),
        pytest.param(
            "Ferry dues, 3 May 1871\nTolls, 9 June 1871\nrain, one year of it\nSnow, 4 March 1874\n"
            "Of the lock and of who keeps it, 5 March 1874\n",
            "stands below a document",
            id="a line below one",
        ),
    ],
)
def test_what_may_be_missed_is_said(text, said):
    found = remarks(text)
    assert sum(said in remark for remark in found) == 1, found


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(DATED, id="listing"),
        pytest.param(DATED.replace("Of carts.", "- Carts\n- Mules"), id="a list in a text"),
        pytest.param(DATED.replace("Ferry", "de Roe on").replace("Tolls", "de Moor"), id="de"),
        pytest.param(
            DATED.replace("On the weir.", "Copied by Orr at Rye, 1 August 1872."), id="a copy"
        ),
    ],
)
def test_what_may_be_right_is_not_doubted(text):
    assert not remarks(text)
