"""Writes docs/rules.md and docs/rules.vi.md from the declarations of the rules."""

from pathlib import Path

from zoneplan.publish.rules_page import PAGES, rules_page


def main() -> None:
    """Writes the page of each language beside this script."""
    for language, name in PAGES.items():
        Path(__file__).with_name(name).write_text(rules_page(language), encoding="utf-8")


if __name__ == "__main__":
    main()
