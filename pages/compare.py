"""Compare: any two parts of a listing, or two listings, side by side."""

from dash_app.shell.frame import guard

guard()

from dash_app.session import loading
from dash_app.views.compare import charts, choose
from dash_app.views.compare import sides as compare_sides

collection, view, pair = loading.collection(), loading.current_view(), compare_sides.pair()

if pair:
    choose.choose(pair, collection, view)
    sides = compare_sides.sides(pair)
    if sides and compare_sides.heads(pair, sides):
        charts.times(pair, *sides)
        charts.words(pair, *sides)
        charts.people_and_topics(pair, *sides)
else:
    choose.offer(collection, view)
