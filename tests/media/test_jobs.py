"""The jobs call the verbs and say how many."""

from media import jobs
from media.models import Photo


def test_the_job_makes_the_sizes_and_may_run_again(ferry: Photo) -> None:
    assert jobs.make_renditions.name == "media.make_renditions"
    assert [jobs.make_renditions(photo_id=ferry.pk) for _ in range(2)] == [21, 0]


def test_the_sweep_takes_what_a_periodic_job_is_given(db: None) -> None:
    assert jobs.sweep_originals(timestamp=0) == 0
