"""The server around the dashboard: headers, limits for each client, figures for the host, logs."""
