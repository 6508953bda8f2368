"""Writes docs/metrics.md and docs/metrics.vi.md from the declarations of the measures and tables."""

from pathlib import Path

from zoneplan.publish.metrics_page import PAGES, metrics_page


def main() -> None:
    """Writes the page of each language beside this script."""
    for language, name in PAGES.items():
        Path(__file__).with_name(name).write_text(metrics_page(language), encoding="utf-8")


if __name__ == "__main__":
    main()
