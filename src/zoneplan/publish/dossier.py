"""What is published: a plan with its findings and measures, and the files that show them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from zoneplan.metrics import Measure, Table
from zoneplan.metrics.density.surface import Surface
from zoneplan.plan.finding import Finding
from zoneplan.plan.plan import Plan
from zoneplan.text import Language, Message, Text, render


@dataclass(frozen=True)
class Dossier:
    """A plan, what was found and measured in it, and the language it is told in.

    ``tables`` are only made where they are reported, ``surfaces`` only drawn where they are exported or shown on the map.
    """

    plan: Plan
    findings: tuple[Finding, ...]
    measures: tuple[Measure, ...]
    language: Language
    tables: tuple[Table, ...] = ()
    surfaces: tuple[Surface, ...] = ()

    @cached_property
    def _index(self) -> Mapping[tuple[str, str], Measure]:
        return {(m.spec.id, m.subject.id): m for m in self.measures}

    @cached_property
    def _of_subjects(self) -> Mapping[str, tuple[Measure, ...]]:
        found: dict[str, list[Measure]] = {}
        for measure in self.measures:
            found.setdefault(measure.subject.id, []).append(measure)
        return {subject: tuple(measures) for subject, measures in found.items()}

    def measure(self, metric: str, subject: str) -> Measure | None:
        """Gives a measure of a subject, or nothing where it does not apply."""
        return self._index.get((metric, subject))

    def of_subject(self, subject: str) -> tuple[Measure, ...]:
        """Gives all measures of a subject in the order of their declaration."""
        return self._of_subjects.get(subject, ())

    def say(self, words: Text | Message) -> str:
        """Gives words in the dossier's language."""
        return words.in_(self.language) if isinstance(words, Text) else render(words, self.language)


@dataclass(frozen=True, slots=True)
class Artefact:
    """A file to be published.

    ``model`` is plain JSON-like data that holds everything the bytes depend on, or its fingerprint: while it stays
    the same, the file need not be made again.
    """

    path: str
    model: object
    make: Callable[[], bytes]
