import pytest
from tests.browser.test_every_page import *
def test_probe(reading, filled):
    watch, opened = reading
    for name in ("plan:line-ref","plan:record_status-ref","home"):
        page = opened("nominated-officer@york.example", filled["york", name])
        print(name, page.evaluate("[getComputedStyle(document.documentElement).fontSize, innerWidth, devicePixelRatio, document.querySelector('.house-bar__person').getBoundingClientRect().width, document.querySelector('.house-bar__row').getBoundingClientRect().width, document.querySelector('.house-page').getBoundingClientRect().width, getComputedStyle(document.body).fontSize, getComputedStyle(document.querySelector('.house-bar__who')).fontFamily.slice(0,30)]"))
        page.set_viewport_size({"width":1100,"height":800})
        print("  1100", page.evaluate("[...document.querySelectorAll('.house-page, .house-bar__row, .house-footer .govuk-width-container')].map(e => [e.getBoundingClientRect().left, e.getBoundingClientRect().width])"))
        page.set_viewport_size({"width":1280,"height":900})
