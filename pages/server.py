"""How the server is, for its administrators: what is kept, how full it is, its classes."""

from dash_app.shell.frame import guard

guard()

from dash_app.views import server

server.show_server()
