"""Places: on a map, in time, and how each name was read."""

from dash_app.frame import guard

guard()

from dash_app import parts, place_names, places, state

fitted, view = state.collection(), state.current_view()

if not len(view):
    parts.nothing_found(fitted)
if places.on_a_map(fitted, view):
    places.documents_behind(view)
    places.in_time(fitted, view)
places.ambiguous(fitted, view)
places.unplaced(fitted, view)
place_names.put_right(fitted, view)
places.download(fitted, view)
