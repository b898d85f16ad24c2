"""Facts about seals: place, colour, outline, name; electronic seals as the file declares them."""

from __future__ import annotations

import pytest

from extractor.evaluate.facts.seal import ElectronicSealFact, SealFact
from models.geometry import Box
from models.page import (
    ElectronicSeal,
    ElectronicSealKind,
    PageText,
    Seal,
    SealColour,
    TextSource,
)

BOX = Box(0.5, 0.6, 0.7, 0.75)
SEAL = Seal(
    box=BOX,
    colour=SealColour.red,
    shape="round",
    text="云川电气有限公司 合同专用章",
    organisation="云川电气有限公司",
    confidence=0.97,
)
DECLARED = ElectronicSeal(
    kind=ElectronicSealKind.signature_field, box=BOX, signed=True, signer="陆明", visible=True
)


def page(*seals: Seal) -> PageText:
    return PageText(
        file="a.jpg",
        page=1,
        width=800,
        height=1000,
        source=TextSource.ocr,
        seals=seals,
        electronic_seals=(DECLARED,),
    )


def fact(**changed: object) -> SealFact:
    parts: dict[str, object] = {"box": BOX, "colour": "red", "shape": "round"}
    return SealFact.model_validate(parts | changed)


@pytest.mark.parametrize(
    ("stated", "right"),
    [
        (fact(), True),
        (fact(colour="blue"), False),
        (fact(shape="oval"), False),
        (fact(box=Box(0.1, 0.1, 0.3, 0.25)), False),
        (fact(organisation="云川电气有限公司"), True),
        (fact(organisation="云川电机有限公司"), False),
        (fact(text="云川电气有限公司合同专用章"), True),
        (fact(page=2), False),
    ],
)
def test_a_seal_is_right_by_place_kind_and_name(stated: SealFact, right: bool) -> None:
    assert stated.check([page(SEAL)]).right is right


def test_a_name_that_is_not_sure_is_flagged() -> None:
    unsure = SEAL.model_copy(update={"confidence": 0.9})
    stated = fact(organisation="白石电气有限公司")
    assert [stated.check([page(seal)]).flagged for seal in (SEAL, unsure)] == [False, True]


@pytest.mark.parametrize(("signer", "right"), [("陆明", True), ("江国华", False), (None, False)])
def test_an_electronic_seal_is_right_by_what_the_file_states(
    signer: str | None, right: bool
) -> None:
    stated = ElectronicSealFact(
        box=BOX,
        declared=ElectronicSealKind.signature_field,
        signed=True,
        signer=signer,
        visible=True,
    )
    assert stated.check([page()]).right is right
