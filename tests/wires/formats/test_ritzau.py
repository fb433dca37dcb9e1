"""Ritzau's XML: every sample beside its expectation, and what no input may do."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.wires.formats import damage, samples

SAMPLES = samples.of("ritzau")
FILES = [sample.data for sample in SAMPLES]


@pytest.mark.parametrize("sample", SAMPLES, ids=str)
def test_a_sample_is_read_as_its_expectation_says(sample: samples.Sample) -> None:
    samples.check(sample)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(damage.damaged(FILES, signs=(b"<RBNews>", b"</content>")))
def test_a_damaged_sample_gives_stories_or_a_refusal(data: bytes) -> None:
    samples.damaged(data)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(sorted({line for file in FILES for line in file.splitlines()})), max_size=12))
def test_lines_of_samples_in_any_order_give_stories_or_a_refusal(lines: list[bytes]) -> None:
    samples.damaged(b"<RBNews><NewsID>a</NewsID>" + b"".join(lines) + b"</RBNews>")
