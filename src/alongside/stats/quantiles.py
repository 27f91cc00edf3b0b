"""Quantiles for a two-sided confidence below 1, where an interval without end would say nothing."""

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import stdtrit

from alongside.kernel.refusals import Refusal
from alongside.stats.arrays import share_of, z_of


def normal_quantile(confidence: float) -> float:
    """1.96 for 0.95 (or 95). Refuses what is not from 0.9 to below 1.

    >>> round(normal_quantile(0.95), 3)
    1.96
    """
    return z_of(_below_one(confidence))


def student_quantile(confidence: float, *, freedom: ArrayLike) -> NDArray[np.float64]:
    """Student's t for so many degrees of freedom, of any shape; they need not be whole.

    >>> round(float(student_quantile(0.95, freedom=11)), 3)
    2.201
    """
    return np.asarray(stdtrit(freedom, (1 + _below_one(confidence)) / 2))


def _below_one(confidence: float) -> float:
    share = share_of(confidence)
    if share == 1:
        raise Refusal("Nothing is shown with full certainty: use 0.95 or 0.99.", field="confidence")
    return share
