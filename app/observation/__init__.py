"""What the service tells of itself: a log line a request, metrics, and slow queries with their plans."""

from app.observation.logs import set_up_logs
from app.observation.metrics import Metrics
from app.observation.notes import note
from app.observation.statements import StatementWatch

__all__ = ["Metrics", "StatementWatch", "note", "set_up_logs"]
