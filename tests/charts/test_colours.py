"""The colours of the charts: legible for every eye on every page."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from cxcourse import charts

LIGHT, DARK = ("#ffffff", "#f4f6f9"), ("#111111", "#161b22")

# Luminance and contrast as WCAG defines them; colour-blind vision after Machado, Oliveira and Fernandes
# (2009), full severity, on linear RGB; distance as Delta E 1976 in CIELAB.
SEEN = {
    "full colour": np.eye(3),
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}
TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.072175], [0.0193339, 0.119192, 0.9503041]]
)


def linear(colour: str) -> np.ndarray:
    part = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    low, high = sorted(float(linear(c) @ TO_XYZ[1]) for c in (one, other))
    return (high + 0.05) / (low + 0.05)


def lab(colour: str, vision: str) -> np.ndarray:
    xyz = TO_XYZ @ np.clip(np.array(SEEN[vision]) @ linear(colour), 0, 1) / [0.95047, 1, 1.08883]
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def test_the_measures_themselves_are_right():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    red, green = lab("#c23b22", "deuteranopia"), lab("#5f7a1f", "deuteranopia")
    assert (
        np.linalg.norm(red - green) < 25 < np.linalg.norm(lab("#c23b22", "full colour") - lab("#5f7a1f", "full colour"))
    )


@pytest.mark.parametrize("colour", charts.PALETTE)
@pytest.mark.parametrize("page", LIGHT + DARK)
def test_marks_stand_out_on_light_and_dark(colour, page):
    assert contrast(colour, page) >= 3


@pytest.mark.parametrize("vision", SEEN)
def test_marks_can_be_told_apart_by_every_eye(vision):
    for one, other in itertools.combinations(charts.PALETTE, 2):
        assert np.linalg.norm(lab(one, vision) - lab(other, vision)) >= 30, (one, other)


def test_colour_never_speaks_alone():
    assert len(set(charts.SHAPES)) == len(charts.SHAPES) >= len(charts.PALETTE)
