"""The page of named items: the result beside the result without them."""

import re

from hjulet.store.models import NamedItem
from tests.web.visit import SignIn, html_of, links_of, text_of

PAGE = "/enhet/HR/poster/?period=2017"
GIFT = {"month": "2017-12", "name": "Julgåva", "amount": "−1,2 mnkr", "reason": "Bokförd på en enhet"}


def test_the_page_works_and_shows_the_result(sign_in: SignIn) -> None:
    shown = text_of(sign_in("bo").get(PAGE))
    assert "Särskilda poster" in shown
    assert "Ingen post är namngiven i perioden." in shown


def test_an_item_is_added_changed_and_removed(sign_in: SignIn) -> None:
    bo = sign_in("bo")
    assert bo.post(PAGE, GIFT).status_code == 302
    assert "Julgåva HR december Bokförd på en enhet" in text_of(bo.get(PAGE))
    (link,) = [one for one in links_of(bo.get(PAGE)) if re.search("/poster/[0-9a-f]{32}/", one)]
    version = re.search(r'name="version" value="(\d+)"', html_of(bo.get(link)))
    assert version is not None
    changed = {**GIFT, "amount": "-900 000", "version": version[1]}
    assert bo.post(link, changed).status_code == 302
    assert "−900 000,00" in text_of(bo.get(PAGE))
    late = bo.post(link, {**GIFT, "version": version[1]})
    assert late.status_code == 422
    assert "Någon annan har ändrat posten" in text_of(late)
    now = NamedItem.objects.get(known_until__isnull=True)
    assert bo.post(link, {"remove": "on", "version": str(now.pk)}).status_code == 302
    assert "Ingen post är namngiven" in text_of(bo.get(PAGE))


def test_an_amount_that_cannot_be_read_is_told_and_nothing_is_lost(sign_in: SignIn) -> None:
    answer = sign_in("bo").post(PAGE, {**GIFT, "amount": "mycket"})
    assert answer.status_code == 422
    assert "Beloppet går inte att läsa." in text_of(answer)
    assert 'value="mycket"' in html_of(answer)
    assert not NamedItem.objects.exists()


def test_who_answers_for_the_unit_reads_it_and_who_does_not_finds_nothing(sign_in: SignIn) -> None:
    sign_in("bo").post(PAGE, GIFT)
    key = NamedItem.objects.get().key
    cecilia = sign_in("cecilia")
    assert "Julgåva" in text_of(cecilia.get(PAGE))
    assert "Lägg till" not in text_of(cecilia.get(PAGE))
    assert cecilia.post(PAGE, GIFT).status_code == 404
    assert cecilia.get(f"/enhet/HR/poster/{key}/?period=2017").status_code == 404
    gun = sign_in("gun")
    assert gun.get(PAGE).status_code == 404
    assert (
        gun.post(f"/enhet/HR/poster/{key}/?period=2017", {"remove": "on", "version": "x"}).status_code == 404
    )
