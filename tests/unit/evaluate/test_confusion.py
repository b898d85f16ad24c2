"""The confusion matrix of page types: what was taken for what, and how it is shown."""

from __future__ import annotations

from extractor.evaluate.confusion import NO_TYPE, PageType, confused, confusion_lines


def test_pages_are_counted_by_right_and_read_type() -> None:
    first = [PageType(right="invoice", read="invoice"), PageType(right="invoice", read=NO_TYPE)]
    second = [
        PageType(right="invoice", read="payment_proof"),
        PageType(right="photos", read="photos"),
    ]
    matrix = confused([first, second])
    assert matrix == {
        "invoice": {"invoice": 1, "payment_proof": 1, NO_TYPE: 1},
        "photos": {"photos": 1},
    }
    head, row = confusion_lines(matrix)
    assert "共 4 页：正确 2（50.0%），未识别 1，认错 1" in head
    assert row == f"  invoice 1/3，其余读作：payment_proof 1，{NO_TYPE} 1"
