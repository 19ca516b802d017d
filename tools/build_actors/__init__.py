"""Builds the actor data that is derived from public sources."""
