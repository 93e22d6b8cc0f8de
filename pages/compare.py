"""Compare: any two parts of a listing, or two listings, side by side."""

from dash_app.shell.frame import guard

guard()

from dash_app.session import comparison, loading
from dash_app.views.compare import charts, choose
from dash_app.views.compare.sides import heads, read_sides

collection, view, pair = loading.collection(), loading.current_view(), comparison.pair()

if pair:
    comparison.remember()
    choose.choose(pair, collection, view)
    sides = read_sides(pair)
    if sides and heads(pair, sides):
        charts.times(pair, *sides)
        charts.words(pair, *sides)
        charts.people_and_topics(pair, *sides)
else:
    choose.offer(collection, view)
