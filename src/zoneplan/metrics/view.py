"""How a measure reads a plan: figures by date, features by id, and amounts that know where they come from."""

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, wraps
from math import fsum
from typing import TypeVar, cast

from zoneplan.metrics.measure import Role, Subject
from zoneplan.plan.layer import Feature
from zoneplan.plan.ledger import Figure, Ledger, LookUp
from zoneplan.plan.period import begun
from zoneplan.plan.plan import Plan

Worked = TypeVar("Worked")


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity of a subject: its value and bounds, and the rows and members it was made of.

    ``missing`` names the members for which the ledger has no figure.
    """

    value: float
    low: float
    high: float
    figures: tuple[Figure, ...]
    others: tuple[Figure, ...] = ()
    counted: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def as_of(self) -> str:
        """The date of the figures, or the span from the oldest to the newest where they differ."""
        periods = [figure.as_of for figure in self.figures]
        if not periods:
            return ""
        first = min(periods, key=lambda p: (p.start, p.end)).text
        last = max(periods, key=lambda p: (p.end, p.start)).text
        return last if first == last else f"{first.split('/')[0]}/{last.split('/')[-1]}"


def amount_of(found: LookUp, subject: str) -> Amount:
    """Gives the amount that a look-up found."""
    return Amount(found.chosen.value, found.low, found.high, (found.chosen,), found.others, (subject,))


def _sum(values: Iterable[float]) -> float:
    """Gives an exact sum, infinite where it is larger than any number."""
    known = tuple(values)
    try:
        return fsum(known)
    except OverflowError:
        return sum(known)


def total(amounts: Iterable[Amount], missing: tuple[str, ...] = ()) -> Amount:
    """Gives the sum of amounts with all their figures."""
    parts = tuple(amounts)
    return Amount(
        _sum(a.value for a in parts),
        _sum(a.low for a in parts),
        _sum(a.high for a in parts),
        tuple(f for a in parts for f in a.figures),
        tuple(f for a in parts for f in a.others),
        tuple(c for a in parts for c in a.counted),
        missing + tuple(m for a in parts for m in a.missing),
    )


@dataclass(frozen=True)
class View:
    """A plan read at a date with what was known by then; without a date at the plan's own.

    Views made of one another share what was worked out of the layers alone.
    """

    plan: Plan
    as_of: date | None = None
    _drawn: dict[tuple[object, ...], object] = field(default_factory=dict, repr=False, compare=False)

    @property
    def on(self) -> date:
        """The date on which the plan is read."""
        return self.as_of or self.plan.as_of

    def at(self, day: date) -> "View":
        """Gives the same plan read on another date."""
        return replace(self, as_of=day)

    def retold(self, ledger: Ledger) -> "View":
        """Gives the same layers read on the same date with another ledger."""
        return replace(self, plan=self.plan.retold(ledger))

    @cached_property
    def _done(self) -> dict[Callable[["View"], object], object]:
        return {}

    def once(self, work: Callable[["View"], Worked]) -> Worked:
        """Gives what a function makes of the view, for all measures that ask for it worked out only once."""
        if work not in self._done:
            self._done[work] = work(self)
        return cast("Worked", self._done[work])

    def drawn(self, work: Callable[["View"], Worked], kinds: tuple[str, ...]) -> Worked:
        """Gives what a function makes of the layers (see ``from_layers``)."""
        key = (work, *(bisect_right(self.plan.arrivals.get(kind, ()), self.on) for kind in kinds))
        if key not in self._drawn:
            self._drawn[key] = work(self)
        return cast("Worked", self._drawn[key])

    def figure(self, subject: str, indicator: str) -> LookUp | None:
        """Gives the figure of a subject that counts on the date of the view, beside what else was known by then."""
        return self.plan.ledger.known(subject, indicator, self.on)

    def of_year(self, subject: Subject, indicator: str, year: int) -> Amount | None:
        """Gives what the ledger says of the subject itself in one calendar year, as far as it is known."""
        found = self.plan.ledger.of_year(subject.id, indicator, year, self.on)
        return amount_of(found, subject.id) if found else None

    def own(self, subject: Subject, indicator: str) -> Amount | None:
        """Gives what the ledger says of the subject itself."""
        found = self.figure(subject.id, indicator)
        return amount_of(found, subject.id) if found else None

    def feature(self, subject: Subject) -> Feature | None:
        """Gives the feature of a subject, if it is one."""
        return self.plan.by_id.get(subject.id)

    @cached_property
    def groups(self) -> tuple[Subject, ...]:
        """The groups with their zones as members."""
        return _groups(self)

    @cached_property
    def province(self) -> Subject:
        """The plan as a whole, with its groups as members."""
        return Subject(self.plan.id, Role.PLAN, self.plan.name, self.groups)

    @cached_property
    def subjects(self) -> tuple[Subject, ...]:
        """Everything that can be measured: the plan, its groups, then every feature once."""
        return _subjects(self)

    def stands(self, subject: Subject) -> bool:
        """Tells whether a subject is a zone that exists on the date, not one that is planned or removed."""
        return subject.id in self._existing

    @cached_property
    def _existing(self) -> frozenset[str]:
        return _existing(self)

    def tags(self, subject: Subject) -> frozenset[str]:
        """Gives what rules may call a subject in ``applies_to``.

        A zone of category ``CCN`` is ``CCN`` and ``zone:CCN``, a group of such zones ``CCN`` and ``group:CCN``;
        everything is its role and ``any``.
        """
        tags = {"any", subject.role.value}
        category = self._category(subject)
        if category:
            tags |= {category, f"{subject.role.value}:{category}"}
        return frozenset(tags)

    def _category(self, subject: Subject) -> str:
        if subject.role is Role.GROUP:
            return self.plan.config.groups[subject.id].category
        feature = self.feature(subject)
        return feature.text("category") if feature and subject.role is Role.ZONE else ""


def from_layers(*kinds: str) -> Callable[[Callable[[View], Worked]], Callable[[View], Worked]]:
    """Has a function worked out once for all dates and ledgers for which it gives the same.

    The function reads the layers and no figure of the ledger, and of the date only which features of some kinds
    are there by then.

    Args:
        kinds: The kinds of features that come with time; without any the date says nothing to the function.
    """

    def kept(work: Callable[[View], Worked]) -> Callable[[View], Worked]:
        @wraps(work)
        def found(view: View) -> Worked:
            return view.drawn(work, kinds)

        return found

    return kept


def _zone(feature: Feature) -> Subject:
    return Subject(feature.id, Role.ZONE, feature.name)


@from_layers()
def _groups(view: View) -> tuple[Subject, ...]:
    plan = view.plan
    return tuple(
        Subject(group, Role.GROUP, table.name, tuple(_zone(plan.by_id[i]) for i in plan.group_members[group]))
        for group, table in plan.config.groups.items()
    )


@from_layers()
def _subjects(view: View) -> tuple[Subject, ...]:
    roles = (
        ("communes", Role.COMMUNE),
        ("hydropower_sites", Role.HYDROPOWER),
        ("relocation_areas", Role.RELOCATION),
        ("basins", Role.BASIN),
    )
    zones = tuple(_zone(f) for f in view.plan.zones)
    rest = tuple(Subject(f.id, role, f.name) for kind, role in roles for f in view.plan.of_kind(kind))
    return (view.province, *view.groups, *zones, *rest)


@from_layers("industrial_zones")
def _existing(view: View) -> frozenset[str]:
    zones = (f for f in view.plan.by_id.values() if f.kind == "industrial_zones")
    existing = ((f.id, begun(f.text("established"))) for f in zones if f.text("stage") == "existing")
    return frozenset(key for key, since in existing if since is None or since <= view.on)
