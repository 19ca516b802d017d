"""The service: its API, exports, notebooks and the command goodoffices."""
