"""The doors to the outside: command line, HTTP, settings, clock and network."""
