"""Places: on a map, in time, and how each name was read."""

from dash_app.shell.frame import guard

guard()

from dash_app.components import summary
from dash_app.session import loading
from dash_app.views.places import corrections, map

collection, view = loading.collection(), loading.current_view()

if not len(view):
    summary.nothing_found(collection)
if map.on_a_map(collection, view):
    map.documents_behind(view)
    map.in_time(collection, view)
map.ambiguous(collection, view)
map.unplaced(collection, view)
corrections.put_right(collection, view)
map.download(collection, view)
