"""Places: on a map, in time, and how each name was read."""

from dash_app.shell.frame import guard

guard()

from dash_app.components import summary
from dash_app.session import loading
from dash_app.views.places import corrections, map

fitted, view = loading.collection(), loading.current_view()

if not len(view):
    summary.nothing_found(fitted)
if map.on_a_map(fitted, view):
    map.documents_behind(view)
    map.in_time(fitted, view)
map.ambiguous(fitted, view)
map.unplaced(fitted, view)
corrections.put_right(fitted, view)
map.download(fitted, view)
