"""A pack of 30 pages with 20 charts and 20 tables is set in 3 seconds and 400 MB."""

from bench.paper import pack, paper_times

from alongside.documents.blocks import BarChart, LineChart, Table


def test_the_pack_that_is_measured_is_as_large_as_it_says():
    blocks = pack().blocks
    assert sum(isinstance(block, LineChart | BarChart) for block in blocks) == 20
    assert sum(isinstance(block, Table) for block in blocks) == 20


def test_a_whole_pack_is_quick_and_light_in_a_process_of_its_own():
    found = paper_times()
    assert found.pages >= 30
    assert found.megabytes < 400
    assert found.processor_seconds < 3
