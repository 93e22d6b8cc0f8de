"""A class, for students: join with its code and a nickname; the exercise that is on."""

from dash_app.shell.frame import guard

guard()

from dash_app.views.classroom import join

join.show_join()
