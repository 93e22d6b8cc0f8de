"""Compare: any two parts of a listing, or two listings, side by side."""

from dash_app.frame import guard

guard()

from dash_app import compare, compare_choose, compare_sides, state

fitted, view, pair = state.collection(), state.current_view(), compare_sides.pair()

if pair:
    compare_choose.choose(pair, fitted, view)
    sides = compare_sides.sides(pair)
    if sides and compare_sides.heads(pair, sides):
        compare.times(pair, *sides)
        compare.words(pair, *sides)
        compare.people_and_topics(pair, *sides)
else:
    compare_choose.offer(fitted, view)
