"""Keeping and handing on: links, pictures, paper."""

import base64
import struct
from html import escape
from xml.etree import ElementTree as ET

import pytest

SVG = "{http://www.w3.org/2000/svg}"
CLIPBOARD = ["clipboard-read", "clipboard-write"]


def saved(shown, item):
    """What an item of the menu saves: the name of the file and its bytes."""
    shown.page.locator(".share > button").click()
    with shown.page.expect_download() as download:
        shown.page.locator(".menu").get_by_role("button", name=item).click()
    return download.value.suggested_filename, download.value.path().read_bytes()


def drawing(shown):
    return ET.fromstring(saved(shown, "SVG")[1])


def words(svg):
    return {element.text for element in svg.iter(f"{SVG}text")}


def test_the_link_of_a_claim_is_copied_and_leads_to_it_alone(cards, page_of, open_map):
    shown = open_map(
        page_of(cards), hash="speaker=ada&at=claim:c1&show=concepts", permissions=CLIPBOARD
    )
    shown.panel.get_by_role("button", name="Copy link to this").click()
    shown.panel.get_by_text("Link copied").wait_for()
    address = shown.page.evaluate("navigator.clipboard.readText()")
    assert address == f"{shown.address.split('#')[0]}#at=claim%3Ac1"
    shown.page.goto(address)
    shown.reload()
    assert shown.panel.locator("h2").inner_text() == "The valley needs a tram."
    assert shown.shown == "12 of 12 claims"


def test_the_link_of_a_view_holds_filters_and_choice(cards, page_of, open_map):
    shown = open_map(page_of(cards), hash="speaker=ada&at=claim%3Ac1", permissions=CLIPBOARD)
    shown.page.locator(".share > button").click()
    shown.page.get_by_role("button", name="Copy link to this view").click()
    shown.page.locator(".share .notice", has_text="Link copied").wait_for()
    address = shown.page.evaluate("navigator.clipboard.readText()")
    assert address == shown.address
    assert "speaker=ada" in address


@pytest.mark.parametrize(
    ("by_reader", "locale", "other", "opening", "chosen"),
    [
        (True, "zh-CN", "en-GB", "#lang=zh", "#lang=zh&at=claim%3Ac1"),
        (True, "en-GB", "zh-CN", "#lang=en", "#lang=en&at=claim%3Ac1"),
        (False, "zh-CN", "en-GB", "", "#at=claim%3Ac1"),
    ],
)
def test_the_link_of_a_view_shows_it_in_the_language_in_which_it_was_seen(
    cards, page_of, open_map, by_reader, locale, other, opening, chosen
):
    html = page_of(cards, by_reader=by_reader)
    shown = open_map(html, locale=locale, permissions=CLIPBOARD)
    place, language = shown.address, shown.page.locator("html").get_attribute("lang")
    assert language == ("zh" if by_reader and locale == "zh-CN" else "en")

    def copied():
        shown.page.locator(".share > button").click()
        shown.page.locator(".menu button").first.click()
        shown.page.locator(".share .notice:not(:empty)").wait_for()
        return shown.page.evaluate("navigator.clipboard.readText()")

    assert copied() == place + opening
    shown.click("claim:c1")
    assert shown.address == place + chosen
    assert copied() == shown.address
    seen = open_map(html, hash=chosen[1:], locale=other)
    assert seen.page.locator("html").get_attribute("lang") == language


def test_where_the_clipboard_is_closed_a_link_is_copied_as_from_a_field(
    cards, page_of, open_page, tmp_path
):
    (tmp_path / "map.html").write_text(page_of(cards), "utf-8")
    outer = tmp_path / "outer.html"
    frame = "<iframe sandbox=allow-scripts src=map.html style='width: 1200px; height: 600px'>"
    outer.write_text(f"<!doctype html><title>T</title><textarea></textarea>{frame}</iframe>")
    page = open_page(outer, within=tmp_path)
    frame = page.frame_locator("iframe")
    frame.locator("#find").fill("flood path")
    frame.locator("#found [role=option]").first.click()
    frame.locator(".permalink").click()
    frame.get_by_text("Link copied").wait_for()
    page.locator("textarea").focus()
    page.keyboard.press("Control+V")
    copied = page.locator("textarea").input_value()
    assert copied == f"{(tmp_path / 'map.html').as_uri()}#at=claim%3Ac9"


def test_a_page_without_an_address_offers_no_links_to_it(cards, page_of, open_page):
    inner = escape(page_of(cards))
    frame = (
        f'<iframe sandbox="allow-scripts" srcdoc="{inner}" style="width: 1200px; height: 600px">'
    )
    page = open_page(f"<!doctype html><title>T</title>{frame}</iframe>")
    inside = page.frame_locator("iframe")
    inside.locator(".share > button").click()
    assert inside.locator(".menu button").first.inner_text() == "Save as picture (PNG)"
    inside.locator("#find").fill("flood path")
    inside.locator("#found [role=option]").first.click()
    assert inside.locator(".panel h2.statement").is_visible()
    assert inside.locator(".permalink").count() == 0


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_a_png_is_what_is_seen_twice_as_sharp_with_title_and_key(
    cards, page_of, open_map, width, height
):
    shown = open_map(page_of(cards), width=width, height=height)
    name, data = saved(shown, "PNG")
    assert name == "A-tram-for-the-valley.png"
    assert data.startswith(b"\x89PNG\r\n")
    wide, high = struct.unpack(">II", data[16:24])
    covered = 0 if width < 400 else width - shown.panel.bounding_box()["x"]
    assert wide == pytest.approx(2 * (width - covered), abs=4)
    assert high > wide * 0.6


def test_an_svg_holds_its_words_as_text(cards, page_of, open_map):
    svg = drawing(open_map(page_of(cards)))
    assert svg.find(f"{SVG}title").text == "A tram for the valley"
    assert {"A tram for the valley", "Ada", "Moreau", "asserts", "disagrees", "wrong"} <= words(svg)
    assert "12 of 12 claims · Made 2026-11-23" in words(svg)
    allowed = {"svg", "title", "path", "text", "g", "clipPath"}
    assert {element.tag.removeprefix(SVG) for element in svg.iter()} <= allowed


def test_an_svg_speaks_the_language_and_has_the_colours_that_are_chosen(cards, page_of, open_map):
    light, dark = (
        drawing(open_map(page_of(cards), hash="lang=zh", scheme=one)) for one in ("light", "dark")
    )
    assert {"林波", "主张", "12 条论断中的 12 条 · 制作于 2026-11-23"} <= words(light)
    ground = [svg.find(f"{SVG}path").get("fill") for svg in (light, dark)]
    assert ground == ["#fcfbf9", "#10141a"]


def test_the_svg_and_the_png_are_the_same_picture(cards, page_of, open_map):
    shown = open_map(page_of(cards), hash="at=claim:c1")
    pictures = [
        f"data:image/{kind};base64,{base64.b64encode(saved(shown, item)[1]).decode()}"
        for kind, item in (("png", "PNG"), ("svg+xml", "SVG"))
    ]
    differing = """async addresses => {
        const [one, other] = await Promise.all(addresses.map(async address => {
            const image = new Image();
            image.src = address;
            await image.decode();
            const canvas = new OffscreenCanvas(900, 700);
            const ctx = canvas.getContext("2d");
            ctx.drawImage(image, 0, 0, 900, 700);
            return ctx.getImageData(0, 0, 900, 700).data;
        }));
        let far = 0;
        for (let at = 0; at < one.length; at++) far += Math.abs(one[at] - other[at]) > 80;
        return far / one.length;
    }"""
    # They differ at the edges of letters, and nowhere else.
    assert shown.page.evaluate(differing, pictures) < 0.004


def test_an_svg_shows_only_what_the_filters_and_the_choice_leave_strong(cards, page_of, open_map):
    svg = drawing(open_map(page_of(cards), hash="kind=fact"))
    assert "1 of 12 claims · Made 2026-11-23" in words(svg)


@pytest.mark.parametrize(
    "text",
    ["</text><script>alert(1)</script>", "a & b < c > \"d\" 'e'", "nul\x00 \ufffe \x1b", "]]>"],
)
def test_hostile_words_are_text_in_an_svg(cards, page_of, open_map, text):
    for card in cards["speakers"]:
        card["names"] = {"en": text}
    svg = drawing(open_map(page_of(cards, title=text)))
    tags = {element.tag.removeprefix(SVG) for element in svg.iter()}
    assert "script" not in tags
    told = " ".join(filter(None, words(svg)))
    for word in text.replace("\x00", " ").replace("\ufffe", "\ufffd").replace("\x1b", " ").split():
        assert word[:6] in told


def test_the_menu_is_used_by_the_keyboard_and_closed_by_escape(cards, page_of, open_map):
    page = open_map(page_of(cards)).page
    button = page.get_by_role("button", name="Share and save")
    button.focus()
    page.keyboard.press("Enter")
    assert button.get_attribute("aria-expanded") == "true"
    assert page.evaluate("document.activeElement.textContent") == "Copy link to this view"
    page.keyboard.press("Escape")
    assert not page.locator(".menu").is_visible()
    assert button.evaluate("one => one === document.activeElement")
    assert page.locator("aside.panel").is_visible()
    button.click()
    page.locator("#chart").click(position={"x": 200, "y": 300})
    assert not page.locator(".menu").is_visible()


def test_the_table_has_no_picture_to_save(cards, page_of, open_map):
    page = open_map(page_of(cards), hash="view=table").page
    page.locator(".share > button").click()
    items = [one for one in page.locator(".menu button").all() if one.is_visible()]
    assert [one.inner_text() for one in items] == ["Copy link to this view", "Print"]


def test_on_a_phone_the_menu_turns_dark_to_light(cards, page_of, open_map):
    page = open_map(page_of(cards), width=390, height=844, scheme="dark").page
    page.locator(".share > button").click()
    page.locator(".menu").get_by_role("button", name="Dark or light").click()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(252, 251, 249)"


def test_on_paper_stand_the_picture_and_all_that_the_panel_folds(cards, page_of, open_map):
    shown = open_map(page_of(cards), hash="at=claim:c3", scheme="dark")
    page = shown.page
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator(".on-paper canvas").is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.locator(".evidence blockquote").inner_text() == "4,210 a day"
    for hidden in (".top", ".filters", ".controls", ".legend", "#chart", ".panel-bar"):
        assert not page.locator(hidden).is_visible(), hidden
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(".on-paper").count() == 0
    assert not page.locator(".evidence blockquote").is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(16, 20, 26)"


def test_the_table_is_printed_whole(cards, page_of, open_map):
    page = open_map(page_of(cards), hash="view=table").page
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator("#table tbody tr").last.is_visible()
    assert page.locator("h1").is_visible()
    assert page.locator(".on-paper").count() == 0
    assert page.pdf(format="A4").startswith(b"%PDF")
