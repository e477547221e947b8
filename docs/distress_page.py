# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The card of the failure model, made from what its training kept."""

from collections.abc import Iterator
from typing import Any, Final

from markdown import grid

from dijkwacht.distress.inputs import MARKET, RATIOS, inputs
from dijkwacht.reports.distress import MEASURES
from dijkwacht.reports.words import Words
from dijkwacht.verbs.distress import kept_card

HEADS: Final = ("AUC", "AP", "in top tenth", "alerts per caught", "Brier", "ECE")
INTRO: Final = """\
# Failure model

*Faalmodel.* Made from what the training kept (`card.json`) by `docs/generate.py`; a test compares.
Use: [score accounts](../how-to/score-accounts.md). Why it is so:
[0050](../decisions/0050-a-hazard-by-the-year-in-whole-numbers.md).

**What it says.** The probability that a firm files for bankruptcy (Chapter 7 or 11) within one, two
or three fiscal years after its last accounts: with market value, or by accounts alone.

**Meant for** ordering suppliers by financial distress, as one signal among others, for a person who
then looks. **Not meant for** refusing anybody, for a verdict on one firm, for banks and insurers,
or as a default rate of Dutch firms.

## Data and licence

US listed firms, windows of their last three to five fiscal years, published with Pellegrino,
Lombardo, Adosoglou, Cagnoni, Pardalos and Poggi, *A Multi-Head LSTM Architecture for Bankruptcy
Prediction with Time Series Accounting Data*, Future Internet 16(3):79, 2024, and Lombardo and
others, Future Internet 14(8):244, 2022; [CC BY 4.0](../../LICENSES/CC-BY-4.0.txt). Changes: names
removed, firms renumbered, splits joined, the three files made one set of firm-years; a model was
trained on them. The trained files are under the EUPL-1.2 and CC BY 4.0.

"""
LIMITS: Final = """\
## What it cannot see

- Cash, cash flow, interest, pensions, leases, guarantees, sector, and who owns the firm: the data
  have none of it. Cash is taken as current assets less stock and receivables.
- Anything after the last accounts. A year later the figure is that of the second lead time.
- Refinancing, failed sale talks, fraud, a lawsuit: only signals from outside show those in time.
- Firms that fail without a filing in the fiscal year after their last row count as not failed.
- The files hold only firms whose data end by 2014. Survivors of later years are healthier, so rank
  figures here are lower than on a whole market, and a probability can be too high or too low there.
- Unlisted and Dutch firms were not in the training. `dijkwacht distress drift` shows how far a
  table lies from it: an index below 0.10 is stable, from 0.25 shifted.
"""


def distress_page() -> str:
    """The whole card."""
    card = kept_card()
    return INTRO + "\n".join((*_training(card), *_tables(card), LIMITS, _ratios()))


def _training(card: dict[str, Any]) -> Iterator[str]:
    versions = ", ".join(f"{name} {number}" for name, number in card["versions"].items())
    count = len(inputs(market=True)), len(inputs(market=False))
    yield (
        f"Trained on {card['firm_years']:,} firm-years ({card['first']}-{card['last']}) of "
        f"{card['firms']:,} firms, of which {card['failures']} failed. Seed {card['seed']}; "
        f"{versions}. It looks at {count[0]} figures, {count[1]} of them without market value.\n"
    )
    yield "Slope and level by which log-odds were calibrated on firm-years not seen:\n"
    rows = [
        ("market value" if market else "accounts only", lead, slope, level)
        for market, lead, slope, level in card["calibration"]
    ]
    yield grid(("model", "years ahead", "slope", "level"), rows)


def _tables(card: dict[str, Any]) -> Iterator[str]:
    yield (
        "## What it was worth\n\n"
        "On firms (five folds by firm) and years (2012-2014 by a model of the years before) that "
        "it had not seen. The test years 2015-2018 were not looked at. *Windows*: each firm once, "
        "as in the files: failing against leaving, the hardest case. *Firm-years*: all of them, "
        "those that go on too, weighed as in the calibration. "
        "In brackets: 95 of 100 draws of firms.\n"
    )
    for tried, title in (("crossed", "Other firms"), ("later", "Later years")):
        yield f"### {title}\n"
        found = [one for one in card["figures"] if one["tried"] == tried]
        yield grid(
            ("score", "rows", "years ahead", "years known", "firms", "failures", *HEADS),
            [_row(one) for one in found],
        )


def _row(one: dict[str, Any]) -> tuple[Any, ...]:
    words = Words("en")
    measures = [one["measures"].get(name) for name in MEASURES]
    return (
        words.text(f"distress.by-{one['model']}"),
        words.text(f"distress.on-{one['rows']}"),
        one["lead"],
        one["history"],
        f"{one['firms']:,}",
        one["failures"],
        *("" if told is None else _interval(told) for told in measures),
    )


def _interval(told: list[float]) -> str:
    value, low, high = told
    return f"{value:.3f} ({low:.3f}-{high:.3f})"


def _ratios() -> str:
    """Every ratio in words, and the parts of its course."""
    words = Words("en")
    rows = [
        (words.text(f"distress.{ratio}").replace("{value}", "…"), parts)
        for ratio, (_, parts) in (RATIOS | MARKET).items()
    ]
    return "\n## What it looks at\n\n" + grid(("ratio", "parts of its course"), rows)
