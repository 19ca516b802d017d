"""Who may ask the service for what: API keys with scopes, and how often each may ask.

>>> from app.access import ANONYMOUS_READER, Scope
>>> ANONYMOUS_READER.may(Scope.READ), ANONYMOUS_READER.may(Scope.CURATE)
(True, False)
"""

from app.access.callers import ANONYMOUS_READER, LOCAL, NOBODY, Caller, require
from app.access.errors import AccessError
from app.access.keys import ApiKey, Scope

__all__ = ["ANONYMOUS_READER", "LOCAL", "NOBODY", "AccessError", "ApiKey", "Caller", "Scope", "require"]
