"""Plain text made printable and broken into lines; faces and scripts."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports import fonts, icons, styles
from reports.styles import BODY
from reports.text import Span, bind, broken, clean, pieces, shortened

LETTERS = "abcĐłề ñ-/.,()0123 ไทยบริษัทน้ำ中文公司，。「」かなカナ한국어\n"
SCRIPTS = st.text(alphabet=st.sampled_from(LETTERS), max_size=120)


@pytest.mark.parametrize(
    ("given_text", "printed"),
    [
        ("plain", "plain"),
        ("  ends  ", "ends"),
        ("e\u0301", "é"),
        ("a\u202eb", "a\ufffdb"),
        ("a\x00b\x1bc", "a\ufffdb\ufffdc"),
        ("soft\u00adhyphen\u200b\ufeff", "softhyphen"),
        ("tab\there", "tab here"),
        ("two\r\nlines\rthree", "two\nlines\nthree"),
        ("lone \ud800 surrogate", "lone \ufffd surrogate"),
        ("x" * 20, "xxxxxxxxxx … (10 more characters not printed)"),
    ],
)
def test_clean(given_text: str, printed: str) -> None:
    assert clean(given_text, 10 if given_text.startswith("xx") else 100) == printed


@pytest.mark.parametrize(
    ("given_text", "kept"),
    [
        ("on 8 February 2027", "8\u00a0February\u00a02027"),
        ("8 Feb 2027", "8\u00a0Feb\u00a02027"),
        ("ISO 9001", "ISO\u00a09001"),
        ("UL 510", "UL\u00a0510"),
        ("23 days overdue", "23\u00a0days"),
        ("Kim Long Co., Ltd.", "Co.,\u00a0Ltd"),
    ],
)
def test_bind_keeps_together_what_belongs_together(given_text: str, kept: str) -> None:
    assert kept in bind(given_text)


@given(SCRIPTS)
def test_pieces_are_the_text(text: str) -> None:
    assert "".join(pieces(text)) == text


@settings(max_examples=60)
@given(SCRIPTS, st.floats(30, 200))
def test_no_line_is_wider_than_its_room_and_nothing_is_lost(text: str, room: float) -> None:
    lines = broken([Span(text, BODY)], room)
    assert all(line.width <= room + 0.5 for line in lines)
    printed = "".join(span.text for line in lines for span in line.spans)
    assert re.sub(r"\s", "", printed) == re.sub(r"\s", "", text)


def test_a_chinese_full_stop_never_begins_a_line() -> None:
    lines = broken([Span("中文公司。" * 20, BODY)], 60)
    assert all(not line.spans[0].text.startswith("。") for line in lines)


def test_no_line_ends_before_a_no_break_space() -> None:
    lines = broken([Span(bind("Kim Long Adhesive Tape Co., Ltd."), BODY)], 110)
    assert [line.spans[0].text for line in lines] == ["Kim Long Adhesive Tape", "Co.,\u00a0Ltd."]


def test_thai_breaks_between_words() -> None:
    text = "ผลิตเทปพันสายไฟฟ้าสำหรับงานอุตสาหกรรม"
    lines = broken([Span(text, BODY)], 90)
    words = set("".join(pieces(text)))
    assert len(lines) > 1
    assert words
    assert all(line.spans[0].text[0] not in "ะาำิีึืุู่้๊๋็์" for line in lines)


@given(SCRIPTS, st.floats(20, 300))
def test_shortened_text_fits(text: str, room: float) -> None:
    found = shortened(text, BODY, room)
    assert fonts.width(found, BODY.size) <= room or found == "…"


@pytest.mark.parametrize(
    ("text", "faces"),
    [
        ("Łódź Đồng Ελλ Жук", {"NotoSans-Regular"}),
        ("น้ำ", {"NotoSansThai-Regular"}),
        ("深圳", {"NotoSansSC-Regular"}),
        ("テープ", {"NotoSansSC-Regular"}),
        ("주식회사", {"NotoSansKR-Regular"}),
    ],
)
def test_each_script_has_its_face(text: str, faces: set[str]) -> None:
    assert {run.face for run in fonts.runs(text) if run.text.strip()} == faces


@dataclass(frozen=True)
class _Snapshot:
    name: str
    notes: tuple[str, ...] = ()


@pytest.mark.parametrize(
    ("snapshot", "missing"),
    [
        (_Snapshot("Kim Long บริษัท 深圳 부산 テープ"), ()),
        (_Snapshot("شركة"), ("Arabic",)),
        (_Snapshot("ok", ("חברה", "कंपनी")), ("Devanagari", "Hebrew")),
        (_Snapshot("a\u202eb\x00"), ()),
    ],
)
def test_missing_scripts_are_named(snapshot: _Snapshot, missing: tuple[str, ...]) -> None:
    assert fonts.missing_scripts(snapshot) == missing


def test_an_uncovered_character_prints_as_a_box() -> None:
    (run,) = fonts.runs("شركة")
    assert set(run.glyphs) == {"□"}
    assert fonts.width("شركة", 10) > 0


def test_every_sign_of_the_palette_is_drawn() -> None:
    palette = styles._palette()
    for scale in palette["states"].values():
        for state in scale.values():
            assert icons.shapes(state["icon"])


def test_colours_live_in_the_palette_alone() -> None:
    for source in Path(styles.__file__).parent.glob("*.py"):
        assert not re.search(r"#[0-9A-Fa-f]{6}\b", source.read_text(encoding="utf-8")), source


def test_every_font_has_its_licence() -> None:
    licences = {path.name.split("-")[0] for path in (fonts.FOLDER / "licences").glob("*OFL.txt")}
    assert {path.name.split("-")[0] for path in fonts.FOLDER.glob("*.ttf")} <= licences
