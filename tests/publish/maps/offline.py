"""Pages of a browser without a network. A new one takes as long as a map takes to open, so that each serves many tests."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page, Route

TIMEOUT_MS = 8000
_AWAY = -1.0


@dataclass
class Watched:
    """A page that loads only the file it was given, and what went wrong on it."""

    page: Page
    kind: str
    size: tuple[int, int]
    file: str = ""
    wrong: list[str] = field(default_factory=list)

    def refuse(self, route: Route) -> None:
        """Lets the file through and nothing else."""
        if route.request.url.partition("#")[0] == self.file:
            route.continue_()
        else:
            self.wrong.append(f"fetched {route.request.url[:200]}")
            route.abort()

    def heard(self, message: ConsoleMessage) -> None:
        """Notes what the page writes to the console."""
        self.wrong.append(f"{message.type}: {message.text}")

    def failed(self, error: Error) -> None:
        """Notes what a script of the page did not catch."""
        self.wrong.append(f"error: {error}")

    def open(self, file: Path, at: str) -> Page:
        """Opens a file that holds a map and waits until it is ready."""
        self.file = file.as_uri()
        self.page.goto(self.file + at)
        self.page.wait_for_selector("html[data-ready=yes]")
        return self.page

    def cleared(self) -> list[str]:
        """Leaves the map and gives what went wrong on it."""
        if not self.page.is_closed():
            self.file = "about:blank"
            self.page.goto(self.file)
            self.page.set_viewport_size({"width": self.size[0], "height": self.size[1]})
            self.page.mouse.move(_AWAY, _AWAY)
        wrong, self.wrong = self.wrong, []
        return wrong


class Pages:
    """The pages of a browser that no test uses now, by their size and what they can do."""

    def __init__(self, chromium: Browser) -> None:
        self.chromium = chromium
        self.free: dict[str, list[Watched]] = {}
        self.contexts: list[BrowserContext] = []

    def take(self, size: tuple[int, int], options: dict[str, Any]) -> Watched:
        """Gives a page of a size, with options of Playwright's contexts."""
        kind = repr((size, sorted(options.items())))
        waiting = self.free.setdefault(kind, [])
        return waiting.pop() if waiting else self._made(kind, size, options)

    def _made(self, kind: str, size: tuple[int, int], options: dict[str, Any]) -> Watched:
        viewport: Any = {"width": size[0], "height": size[1]}
        context = self.chromium.new_context(
            viewport=viewport, offline=True, reduced_motion="reduce", **options
        )
        self.contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(TIMEOUT_MS)
        watched = Watched(page, kind, size)
        page.route("**/*", watched.refuse)
        page.on("console", watched.heard)
        page.on("pageerror", watched.failed)
        return watched

    def give_back(self, watched: Watched) -> list[str]:
        """Takes a page back and gives what went wrong on it; one that a test closed is not used again."""
        wrong = watched.cleared()
        if not watched.page.is_closed():
            self.free[watched.kind].append(watched)
        return wrong

    def close(self) -> None:
        """Closes all pages."""
        for context in self.contexts:
            context.close()
