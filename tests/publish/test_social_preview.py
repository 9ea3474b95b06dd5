"""The social preview of an edition."""

from io import BytesIO

import numpy as np
import pytest
from matplotlib.image import imread

from spf_lib.publish.social_preview import preview_png


@pytest.fixture(scope="module")
def previews(on_site):
    return {one.edition_id: preview_png(one, "SPF Book") for one in on_site}


def pixels(png):
    return np.asarray(imread(BytesIO(png), format="png"))[:, :, :3]


def test_a_preview_has_the_size_that_platforms_ask_for(previews):
    for png in previews.values():
        assert pixels(png).shape == (630, 1200, 3)
        assert len(png) < 100_000


def test_a_preview_has_the_same_bytes_each_time(on_site, previews):
    for one in on_site:
        assert preview_png(one, "SPF Book") == previews[one.edition_id]


def test_a_preview_carries_no_date_and_no_name_of_software(previews):
    for png in previews.values():
        assert b"tEXt" not in png
        assert b"tIME" not in png


def test_editions_look_different(previews):
    assert len(set(previews.values())) == len(previews)


def test_nothing_is_drawn_over_the_edge(previews):
    for png in previews.values():
        right = pixels(png)[:, -40:]
        assert (right == 1).all()


def test_ratings_have_their_tints(previews):
    def has(png, colour):
        wanted = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255
        return bool((np.abs(pixels(png) - wanted).max(axis=2) < 0.002).any())

    for tint in ("#cce2d8", "#fff7bf", "#f6d7d2"):
        assert has(previews["2019-20-Q2"], tint)
    assert not has(previews["2020-21-Q1"], "#f6d7d2")
