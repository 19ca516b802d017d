"""Benches: each compares the service with a bare baseline on the same data, in the same run."""
