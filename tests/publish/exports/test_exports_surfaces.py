"""Density surfaces as files, where figures are beyond what a file can hold."""

import csv
import io

from support import Draft
from zoneplan.build import assemble, with_surfaces
from zoneplan.publish.exports import artefacts


def test_figures_too_large_for_a_geotiff_give_the_reason_and_no_file() -> None:
    draft = Draft().value("HP_1", "installed_mw", 1e300)
    made = {a.path: a for a in artefacts(with_surfaces(assemble(draft.plan(), (), "vi")))}
    assert "exports/density_hydropower.tif" not in made
    assert "exports/density_zone_land.tif" in made
    table = made["exports/density_surfaces.csv"].make().decode("utf-8-sig")
    rows = {row["surface"]: row for row in csv.DictReader(io.StringIO(table))}
    assert rows["density_hydropower"]["total"] == ""
    assert "GeoTIFF" in rows["density_hydropower"]["reason_vi"]
    assert "GeoTIFF" in rows["density_hydropower"]["reason_en"]
    assert rows["density_zone_land"]["reason_en"] == ""
    assert "density_hydropower" not in made["exports/data_dictionary.csv"].make().decode("utf-8-sig")
