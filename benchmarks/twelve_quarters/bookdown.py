"""The comparison job as R bookdown does it: twelve chapters in one R session, a gitbook site."""

import shutil
import subprocess
from pathlib import Path

from benchmarks.row import Skipped
from benchmarks.twelve_quarters.made_up import quarter_name, told_quarters, write_data

_PACKAGES = ("bookdown", "ggplot2", "knitr")

# The title and the index page, as bookdown wants them.
_INDEX = """\
---
title: "Twelve quarters"
site: bookdown::bookdown_site
---

# Twelve quarters {-}

```{r setup, include=FALSE}
library(ggplot2)
knitr::opts_chunk$set(echo = FALSE, dev = "svg", fig.width = 5, fig.height = 2.8)
rows <- read.csv("quarters.csv")
chart <- function(name, own, earlier) {
  last <- function(of) of[nrow(of), ]
  own$at <- earlier$at <- seq_len(nrow(own))
  ends <- data.frame(
    y = c(last(own)$value, last(earlier)$value, last(own)$target),
    label = sprintf(c("This year %.1f%%", "A year before %.1f%%", "Target %.0f%%"),
                    c(last(own)$value, last(earlier)$value, last(own)$target)),
    colour = c("#12436d", "grey40", "#b5006a")
  )
  ggplot(own, aes(at, value)) +
    geom_segment(aes(x = at - 0.4, xend = at + 0.4, y = target, yend = target),
                 colour = "#b5006a", linetype = "dashed") +
    geom_line(data = earlier, colour = "grey60") +
    geom_point(data = earlier, colour = "grey60", shape = 15) +
    geom_line(colour = "#12436d", linewidth = 1) +
    geom_point(colour = "#12436d", size = 2.5) +
    geom_text(data = ends, aes(4.2, y, label = label, colour = I(colour)), hjust = 0) +
    scale_x_continuous(breaks = own$at, labels = substr(own$quarter, 9, 10), limits = c(0.5, 6.5)) +
    labs(x = NULL, y = NULL) + theme_minimal()
}
```

Made up.
"""

_CHAPTER = """\
# Quarter QUARTER

```{r}
year <- rows[rows$number >= NUMBER - 3 & rows$number <= NUMBER, ]
before <- rows[rows$number >= NUMBER - 7 & rows$number <= NUMBER - 4, ]
now <- rows[rows$number == NUMBER, ]
then <- rows[rows$number == NUMBER - 4, ]
knitr::kable(
  data.frame(
    Measure = now$measure,
    Figure = sprintf("%.1f%%", now$value),
    Before = sprintf("%.1f%%", then$value),
    Change = sprintf("%+.1f points", now$value - then$value),
    Target = sprintf("%d%%", now$target),
    Met = ifelse(now$value >= now$target, "yes", "no")
  ),
  caption = "The quarter's figures"
)
```
"""

_CHART = """
```{r, fig.cap="MEASURE", fig.alt="MEASURE by quarter, with its target and the year before"}
chart("MEASURE", year[year$measure == "MEASURE", ], before[before$measure == "MEASURE", ])
```
"""


def require_packages() -> str:
    """Return the path of ``Rscript``.

    Raises
    ------
    Skipped
        If it, a package or pandoc is absent.
    """
    script = shutil.which("Rscript")
    wanted = "apt-get install r-cran-bookdown r-cran-ggplot2 r-cran-knitr pandoc"
    if not script or not shutil.which("pandoc"):
        raise Skipped(f"no Rscript or no pandoc here ({wanted})")
    has_all = f"q(status = !all(sapply(c({', '.join(map(repr, _PACKAGES))}), requireNamespace)))"
    if subprocess.run([script, "-e", has_all], capture_output=True, check=False).returncode:
        raise Skipped(f"R lacks one of {', '.join(_PACKAGES)} ({wanted})")
    return script


def write_book(folder: Path) -> None:
    """Write the chapters and their data."""
    folder.mkdir(parents=True)
    write_data(folder)
    (folder / "index.Rmd").write_text(_INDEX, encoding="utf-8")
    for number in told_quarters():
        chapter = _CHAPTER.replace("QUARTER", quarter_name(number)).replace("NUMBER", str(number))
        charts = (_CHART.replace("MEASURE", f"Measure {at}") for at in (1, 2, 3))
        text = chapter + "".join(charts)
        (folder / f"{number:02d}-quarter.Rmd").write_text(text, encoding="utf-8")


def render_command(script: str) -> list[str]:
    """Return what renders the book of the folder it is run in."""
    return [script, "-e", 'bookdown::render_book("index.Rmd", "bookdown::gitbook", quiet = TRUE)']
