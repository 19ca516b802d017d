"""The root of every error this project raises on purpose."""


class GoodOfficesError(Exception):
    """What was wrong, where, and what to do: one sentence each, shown to the user as it stands.

    Subclasses mean "stop what was asked for". An item of a load that fails while the load goes on
    raises :class:`ItemError` instead.
    """


class ItemError(GoodOfficesError):
    """One item of a load (a file, a line, an article) cannot be read; the rest of the load goes on.

    ``where`` names the item, ``reason`` says what is wrong with it, ``remedy`` what the user can do.
    """

    def __init__(self, where: str, reason: str, remedy: str) -> None:
        super().__init__(f"{where}: {reason} {remedy}")
        self.where = where
        self.reason = reason
        self.remedy = remedy


def stops_the_run(error: Exception) -> bool:
    """Tell what is wrong with all items (a missing model, a database that is down) from what is wrong with one.

    What nobody raised on purpose is taken to be the item's: a fault of ours in one article must not end a load.
    """
    return isinstance(error, GoodOfficesError) and not isinstance(error, ItemError)
