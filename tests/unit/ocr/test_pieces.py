"""Boxes of connected pieces are those that labelling finds, nested ones too."""

from __future__ import annotations

import cv2
import numpy as np

from extractor.ocr.pieces import piece_boxes


def test_boxes_are_those_of_labelled_pieces() -> None:
    mask = (np.random.default_rng(3).random((90, 120)) > 0.7).astype(np.uint8)
    _, _, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    assert sorted(piece_boxes(mask).tolist()) == sorted(stats[1:, :4].tolist())


def test_a_piece_inside_a_frame_is_one_of_its_own() -> None:
    mask = np.zeros((60, 60), np.uint8)
    cv2.rectangle(mask, (5, 5), (50, 50), 1, 2)
    mask[20:25, 20:30] = 1
    assert [20, 20, 10, 5] in piece_boxes(mask).tolist()
    assert len(piece_boxes(mask)) == 2


def test_pieces_come_from_the_top() -> None:
    mask = np.zeros((40, 40), np.uint8)
    mask[30:33, 2:6] = mask[4:8, 20:24] = mask[4:8, 1:5] = 1
    assert [tuple(box[:2]) for box in piece_boxes(mask).tolist()] == [(1, 4), (20, 4), (2, 30)]


def test_an_empty_mask_has_no_piece() -> None:
    assert piece_boxes(np.zeros((10, 10), np.uint8)).shape == (0, 4)
