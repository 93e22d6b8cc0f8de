"""Groups that stand while documents are corrected."""

import numpy as np
import pytest

from dash_core.topics.found.standing import digest_of, encode, stand, to_nearest

IDS = ["c", "a", "b", "e", "d"]
EVERY = np.arange(5)
# Two directions: rows 0 to 2, and rows 3 and 4.
VECTORS = np.array([[1, 0], [0.98, 0.2], [1, 0], [0, 1], [0.2, 0.98]], dtype=float)
VECTORS /= np.linalg.norm(VECTORS, axis=1, keepdims=True)
GROUPS = np.array([0, 0, 0, 1, 1])


def test_the_order_of_the_table_does_not_matter():
    numbers = encode(GROUPS, IDS, {"e"})
    assert numbers == (1, 1, 1, 2, -2)  # a, b, c, d, e
    order = [4, 2, 0, 1, 3]
    ids = [IDS[row] for row in order]
    assert digest_of(ids) == digest_of(IDS) != digest_of(IDS[:-1])
    standing = stand(numbers, ids, VECTORS[order], EVERY)
    assert standing.groups.tolist() == GROUPS[order].tolist()
    assert standing.left == {}


@pytest.mark.parametrize(
    ("numbers", "groups", "left"),
    [
        ((1, 1, -2, 2, 2), [0, 0, 0, 1, 1], {0: 1}),  # c was corrected: it reads like 1
        ((1, 1, 2, 2, 2), [1, 0, 0, 1, 1], {}),  # it was not: it stands
        ((1, 1, 0, 2, 2), [0, 0, 0, 1, 1], {0: -1}),  # it is new
        ((-1, -1, -1, 2, 2), [0, 0, 0, 1, 1], {}),  # all of a group: they are its centre
        ((0, 0, 0, 0, 0), [-1] * 5, {}),  # nothing stands
    ],
)
def test_corrected_and_new_documents_go_where_they_are_nearest(numbers, groups, left):
    standing = stand(numbers, IDS, VECTORS, EVERY)
    assert (standing.groups.tolist(), standing.left) == (groups, left)


def test_a_document_without_words_is_in_no_group():
    standing = stand((1, 1, 1, 2, 2), IDS, VECTORS, EVERY[1:])
    assert (standing.groups.tolist(), standing.left) == ([-1, 0, 0, 1, 1], {0: 0})


def test_only_a_clearly_nearer_group_moves_a_document():
    for angle, moves in ((0.25 * np.pi, False), (0.3 * np.pi, True)):
        vectors = np.vstack([VECTORS, [[np.cos(angle), np.sin(angle)]]])
        groups = to_nearest(vectors, np.array([0, 0, 0, 1, 1, 0]), np.array([5]))
        assert groups[:5].tolist() == GROUPS.tolist()
        assert bool(groups[5] == 1) is moves
