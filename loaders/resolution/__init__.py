"""Events and negotiations from mentions: which mentions report one happening, which talks are one series."""

from loaders.resolution.resolving import Resolution, cluster_mentions, resolve, thread_events

__all__ = ["Resolution", "cluster_mentions", "resolve", "thread_events"]
