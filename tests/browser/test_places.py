"""The map answers clicks on its marks and names, and nothing else."""

import re

import pytest


def on_map(page, what):
    return page.locator(f".st-key-place-map-most svg.marks {what}")


@pytest.mark.parametrize("what", ["path[aria-label*='Tabriz']", "text >> text=Tabriz"])
def test_a_place_is_a_filter(at, settle, what):
    page = at("places")
    on_map(page, what).last.click()
    settle(page)
    assert page.inner_text(".sentence") == "2 of 20 documents · in Tabriz"
    on_map(page, "text >> text=Tabriz ✓").click()
    settle(page)
    assert page.inner_text(".sentence") == "All 20 documents"


def test_land_is_no_filter(at, settle):
    page = at("places")
    box = page.locator(".st-key-place-map-most").bounding_box()
    page.mouse.click(box["x"] + 30, box["y"] + box["height"] - 30)
    settle(page)
    assert page.inner_text(".sentence") == "All 20 documents"


def test_a_cell_keeps_its_place_and_days(at, settle):
    page = at("places")
    cell = page.locator(".st-key-place-times svg.marks path[aria-label*='Rasht']")
    cell.last.click()
    settle(page)
    assert page.inner_text(".sentence") == "1 of 20 documents · 1 – 7 Apr 1946 · in Rasht"


def test_geojson_comes_down(at):
    page = at("places?place=Tabriz")
    with page.expect_download() as download:
        page.get_by_role("button", name="Places as GeoJSON").click()
    name = download.value.suggested_filename
    assert re.fullmatch(r"iran-crisis-1945-46-wilson-center_places-2-of-20_\w{8}\.geojson", name)
