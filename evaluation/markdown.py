"""A report as Markdown: every figure with its count and interval, then the texts that fare worst."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from evaluation.figures import Score, Share
from evaluation.reports import NOTHING, Case, Report

_SCORES = ("", "precision", "95 %", "recall", "95 %", "F1", "right", "told", "gold")
_SHARES = ("", "share", "95 %", "right", "of")


def report_markdown(report: Report, *, examples: int) -> str:
    """Write a report; ``examples`` is how many of the worst texts it shows, 0 for figures alone."""
    parts = [
        f"# How right: {report.gold}",
        f"{report.texts} texts. Intervals are Wilson's, 95 %; F1 is no proportion and has none.",
        _section("Scores", score_table(report.scores)),
        _section("Roles", score_table(report.by_role)),
        _section("Shares", share_table(report.shares)),
        _section("Means over types and roles", table(("", "value"), _numbers(report.numbers))),
        _section("Event types", score_table(report.by_type)),
        _section("Confidence", share_table(report.confidence)),
        _section("Features of confidence", feature_table(report.features)),
        *(
            _section(f"Confusion: {name}", "Rows: gold. Columns: told.\n\n" + confusion_table(counts))
            for name, counts in report.confusions.items()
            if counts
        ),
        *_forbidden(report, listed=bool(examples)),
        *_worst(report.worst(examples)),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Lay out a Markdown table; without rows, nothing."""
    lines = [f"| {' | '.join(str(cell).replace('|', chr(92) + '|') for cell in row)} |" for row in rows]
    if not lines:
        return ""
    return "\n".join([f"| {' | '.join(head)} |", f"|{' --- |' * len(head)}", *lines])


def score_table(scores: Mapping[str, Score]) -> str:
    """Lay out scores, a line each."""
    return table(_SCORES, ((name, *_cells(score)) for name, score in scores.items()))


def share_table(shares: Mapping[str, Share]) -> str:
    """Lay out shares, a line each."""
    return table(_SHARES, ((name, *_share(share), share.hits, share.n) for name, share in shares.items()))


def _cells(score: Score) -> tuple[object, ...]:
    counts = score.hits, score.told, score.gold
    return (*_share(score.precision), *_share(score.recall), f"{score.f1:.3f}", *counts)


def feature_table(features: Mapping[str, tuple[Share, Share]]) -> str:
    """Lay out what is right with each feature and without it."""
    rows = ((name, share_text(a), a.n, share_text(b), b.n) for name, (a, b) in features.items())
    return table(("told with", "right with it", "of", "right without", "of"), rows)


def share_text(share: Share) -> str:
    """Write a share with its interval.

    Examples
    --------
    >>> share_text(Share(19, 20))
    '0.950 (0.76-0.99)'

    """
    value, interval = _share(share)
    return f"{value} ({interval})" if share.n else "-"


def _share(share: Share) -> tuple[str, str]:
    if not share.n:
        return "", ""
    low, high = share.interval
    return f"{share.value:.3f}", f"{low:.2f}-{high:.2f}"


def confusion_table(counts: Counter[tuple[str, str]]) -> str:
    """Lay out a confusion table with a column and a row for each word that occurs, nothing last."""
    words = {gold for gold, _ in counts}, {told for _, told in counts}
    rows, columns = (sorted(found, key=lambda word: (word == NOTHING, word)) for found in words)
    return table(("", *columns), ((row, *(counts[row, column] or "" for column in columns)) for row in rows))


def _section(title: str, body: str) -> str:
    return f"## {title}\n\n{body}" if body else ""


def _numbers(numbers: Mapping[str, float]) -> Iterator[tuple[str, str]]:
    return ((name, f"{value:.3f}") for name, value in numbers.items())


def _forbidden(report: Report, *, listed: bool) -> Iterator[str]:
    if "nothing forbidden" not in report.shares:
        return
    told = report.shares["nothing forbidden"].n
    counts = Counter(one.kind for one in report.forbidden)
    rows = [(kind, count, f"{100 * count / told:.1f}") for kind, count in counts.most_common()]
    rows.append(("all", counts.total(), f"{100 * counts.total() / told:.1f}" if told else ""))
    yield _section("Forbidden", table(("", "events", "in 100 told"), rows))
    if listed and report.forbidden:
        yield "\n".join(f"- {one.kind}, in {one.text_id}: {one.told}" for one in report.forbidden)


def _worst(cases: Sequence[Case]) -> Iterator[str]:
    if cases:
        yield "## The worst texts"
    for case in cases:
        sides = max(len(case.gold), len(case.told))
        gold, told = ((*side, *[""] * (sides - len(side))) for side in (case.gold, case.told))
        yield f"**{case.id}** {_shortened(case.text)}\n\n" + table(
            ("gold", "told"), zip(gold, told, strict=True)
        )


def _shortened(text: str, length: int = 700) -> str:
    """Cut a whole article down to its beginning."""
    return text if len(text) <= length else f"{text[:length]} ..."
