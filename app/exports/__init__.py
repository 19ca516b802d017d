"""Files and networkx graphs from what was read or from the database; :mod:`formats` is the table of them."""
