"""Charts are kept by what they show: found again in an instant, never stale, never half there."""

import subprocess
import sys
import time

import pytest

from alongside.documents.charts import rendering, store
from alongside.documents.charts.chart import Shape
from alongside.documents.charts.control import control_chart
from alongside.documents.charts.store import ChartStore, drawn, key_of
from tests.documents.charts.making import monthly, york

COLD = """
import time
from alongside.documents.charts.chart import Shape
from alongside.documents.charts.control import control_chart
from alongside.documents.charts.store import drawn
from tests.documents.charts.making import monthly
for number in range(20):
    drawn(control_chart(monthly(seed=number)), Shape.WIDE)
print(time.process_time())
"""
LIGHT = """
import sys
from alongside.documents import blocks, content, letters, pdf, plain_charts, shown
from alongside.documents.charts import (
    cohort, comparison, control, funnel, icons, in_documents, paper, rendering, sparkline, store,
    yearly,
)
assert not {"vl_convert", "typst", "django", "numpy"} & set(sys.modules)
"""


def test_a_page_may_import_every_module_without_the_library():
    subprocess.run([sys.executable, "-c", LIGHT], check=True)


def test_nothing_is_drawn_twice(tmp_path, monkeypatch):
    made = control_chart(york())
    first = ChartStore(tmp_path).chart(made)
    monkeypatch.setattr(store, "rendered", None)
    assert ChartStore(tmp_path).chart(made) == first == ChartStore(tmp_path).kept(made)


def test_a_page_never_draws(tmp_path, monkeypatch):
    monkeypatch.setattr(store, "rendered", None)
    assert ChartStore(tmp_path / "none").kept(control_chart(york())) is None


@pytest.mark.parametrize("spoilt", [b"", b"<svg ", b"\xff\xfe"])
def test_a_kept_file_that_is_not_whole_is_drawn_again(tmp_path, spoilt):
    made = control_chart(york())
    keep = ChartStore(tmp_path)
    first = keep.chart(made)
    (path,) = tmp_path.rglob("*.svg")
    path.write_bytes(spoilt)
    assert keep.kept(made) is None
    assert keep.chart(made) == first
    assert keep.kept(made) == first


def test_a_write_that_fails_leaves_nothing_behind(tmp_path, monkeypatch):
    def refuse(*_):
        raise OSError("no room")

    monkeypatch.setattr(store.os, "replace", refuse)
    with pytest.raises(OSError, match="no room"):
        ChartStore(tmp_path).chart(control_chart(york()))
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_key_follows_the_values_the_words_the_shape_and_the_versions(monkeypatch):
    def keys(made):
        return [key_of(made.specs[shape]) for shape in Shape]

    one = keys(control_chart(york()))
    assert one == keys(control_chart(york()))
    others = [*keys(control_chart(york(title="Other"))), *keys(control_chart(york(places=0)))]
    assert len({*one, *others}) == 6
    monkeypatch.setattr(store, "library_version", lambda: "another")
    assert set(keys(control_chart(york()))).isdisjoint(one)


def test_the_version_is_that_of_the_library_that_draws():
    library = pytest.importorskip("vl_convert")
    assert rendering.library_version().startswith(library.__version__)
    assert rendering.VEGA_LITE in library.get_vegalite_versions()


def test_twenty_charts_are_drawn_cold_in_three_seconds():
    found = subprocess.run([sys.executable, "-c", COLD], check=True, capture_output=True, text=True)
    assert float(found.stdout) < 3


def test_twenty_kept_charts_come_in_50_milliseconds(tmp_path):
    made = [control_chart(monthly(seed=number)) for number in range(20)]
    keep = ChartStore(tmp_path)
    svg = drawn(made[0]).svg
    for one in made:
        keep._keep(key_of(one.specs[Shape.WIDE]), svg)
    times = []
    for _ in range(5):
        start = time.process_time()
        assert all(keep.kept(one) for one in made)
        times.append(time.process_time() - start)
    assert min(times) < 0.05
