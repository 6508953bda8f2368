"""What becomes of a task in the program of every process of its own."""

from typing import Any

import pytest

from zoneplan.io.apart.frame import answered

JOB = {"path": "/data/plan/zones.gpkg", "size": 3}


def outcome(error: Exception) -> dict[str, Any]:
    """Gives what is answered where a library raises an error."""

    def do(_: dict[str, Any]) -> dict[str, Any]:
        raise error

    return answered(do, JOB)


def test_the_answer_of_a_task_is_handed_on() -> None:
    assert answered(lambda job: {"twice": 2 * job["size"]}, JOB) == {"twice": 6}


@pytest.mark.parametrize(
    ("error", "detail"),
    [
        (ValueError("/data/plan/zones.gpkg: no table"), "zones.gpkg: no table"),
        (ValueError("no driver; It might help to specify one"), "no driver"),
        (ValueError("/build/ogr/feather.cpp, 120: no schema"), "no schema"),
        (ValueError("Error occurred in /build/gdal/x.cpp at line 80: no schema"), "no schema"),
        (ValueError("x" * 500), "x" * 300),
        (KeyError(), "KeyError"),
    ],
)
def test_a_fault_is_told_without_places_that_mean_nothing_to_the_reader(
    error: Exception, detail: str
) -> None:
    assert outcome(error) == {"fault": "broken", "detail": detail}


@pytest.mark.parametrize(
    ("error", "fault"),
    [
        (MemoryError(), "memory"),
        (RuntimeError("std::bad_alloc"), "memory"),
        (OSError("Cannot allocate 4 GB"), "memory"),
        (ImportError("x.so: failed to map segment from shared object"), "memory"),
        (OSError(27, "File too large"), "unpacked"),
    ],
)
def test_what_hits_a_limit_is_no_fault_of_the_file(error: Exception, fault: str) -> None:
    assert outcome(error) == {"fault": fault}
