"""How fine an outline can be: the limits below which a shape is a slip of drawing, each with its reason.

They are the same for what is found and for what is mended, except where it is said that only a person mends it.
"""

OUTLINED_BY_OTHERS = frozenset({"communes", "context"})
"""Kinds that are a plan's background: their outlines are joined from other offices' lines, where vertices
come twice and crumbs remain without harm. Only what spoils measures is looked for in them."""

REPEATED_M = 0.002
"""Consecutive vertices nearer than this are one place: corners are printed to 1 mm, so that two printings of
one corner differ by no more than 1.4 mm."""

SPIKE_HEIGHT_M = 0.5
"""A shorter spike is not seen on any sheet of a plan: at 1:1,000 it is half a millimetre."""

SPIKE_WIDTH_M = 1.0
"""A spike is narrower than this: 0.1 mm at 1:10,000, where no boundary can be drawn twice."""

SPIKE_SLOPE = 0.02
"""Width over height of a spike, an angle of 1.1 degrees; corners of parcels are wider."""

SLIVER_WIDTH_M = 0.5
"""A strip narrower than this is no parcel: it is what remains between two drawings of one boundary."""

SLIVER_SHAPE = 20.0
"""A sliver is at least so many times as long as wide."""

TINY_M2 = 1.0
"""A part or hole below this is no land of its own: land is registered in square metres to one decimal,
a zone in hectares to two."""

ZONES = frozenset({"industrial_zones", "relocation_areas"})
"""Kinds whose features are hectares large, so that more is a slip of drawing than in a layer of parcels."""

ZONE_SLIVER_WIDTH_M = 2.0
"""A strip narrower than this is no zone: not even a lane fits on it."""

SMALL_M2 = 100.0
"""A part or hole of a zone below this is less than one house lot. It may be land, so nobody but a person removes it."""

SMALL_SHARE = 0.001
"""A part or hole that is more of its zone than this may be meant, however small."""

DENSE_M = 0.05
"""A mean distance of vertices below this says nothing: corners are surveyed to some centimetres."""

DENSE_COUNT = 100
"""Only outlines of more vertices than this can be too dense; a parcel may be small."""

HAIRLINE_M = 0.1
"""Gaps and overlaps of neighbours no wider than this are one boundary drawn twice: a corner is surveyed to
about 5 cm, so that two surveys of it may lie 10 cm apart."""

HAIRLINE_M2 = 50.0
"""A hairline gap of more land than this is no rounding of published coordinates: those leave gaps of some
square metres along a boundary (11 m² at most between the communes of 2025)."""

NARROW_M = 5.0
"""A gap of a coverage no wider than this lies between two drawings of one boundary, which may differ by some
metres; a wider one may be land of its own."""
