"""The pages of indicators: what goes which way and why, its history, values written and let in."""

import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile

from hjulet.domain.indicators.definition import Side, Threshold
from hjulet.services.indicators import find_indicator, save_indicator, save_value
from hjulet.services.people import OPERATOR
from hjulet.store.models import GoalElement, IndicatorValue
from tests.services.people import AT
from tests.services.test_indicators import HEAD, value
from tests.web.visit import SignIn, html_of, latest, links_of, text_of

PAGE = "/indikatorer/"


def fields(answer: Any) -> dict[str, str]:
    return dict(re.findall(r'name="(text|file|base|version)" value="([^"]*)"', html_of(answer)))


def sent(answer: Any) -> bytes:
    """Read a file as it was sent."""
    return b"".join(answer.streaming_content)


def test_the_list_says_value_trend_and_target_of_each(sign_in: SignIn) -> None:
    shown = text_of(sign_in("bo").get(PAGE))
    assert "32 indikatorer" in shown
    assert "Upplevt inflytande (NII) 40 2017 ↗ Ökar åt rätt håll" in shown
    assert "Upplevd trygghet 44 2017 → Oförändrad" in shown
    assert "Kreditbetyg AA+ 2018 –" in shown
    assert "indikatorer väntar på nytt värde" in shown


def test_what_waits_for_a_new_value_stands_by_owner_and_by_how_often_it_comes(sign_in: SignIn) -> None:
    bo, page = sign_in("bo"), f"{PAGE}sena/"
    shown = text_of(bo.get(page))
    assert "Destination Södertälje" in shown
    assert "Arbetsställen Varje år 2012 3 juli 2014" in shown
    of_hr = text_of(bo.get(page, {"ansvarig": "HR"}))
    assert "Arbetsställen" not in of_hr
    often = text_of(bo.get(page, {"kommer": "half-year"}))
    assert "Studenter vid Campus Telge Varje halvår juli–december 2013 31 december 2014" in often
    assert "Arbetsställen" not in often
    assert "Ingen indikator passar." in text_of(bo.get(page, {"ansvarig": "NEJ"}))
    assert "kommunstyrelsens kontor" not in text_of(sign_in("gun").get(page))


def test_the_list_is_found_by_words_also_another_name_and_by_owner(sign_in: SignIn) -> None:
    bo = sign_in("bo")
    found = text_of(bo.get(PAGE, {"q": "medarbetarengagemang totalindex"}))
    assert "1 indikator " in found and "Hållbart medarbetarengagemang (HME)" in found
    owned = text_of(bo.get(PAGE, {"ansvarig": "EKO"}))
    assert "Kreditbetyg" in owned and "Upplevd trygghet" not in owned
    assert "Ingen indikator passar." in text_of(bo.get(PAGE, {"q": "finns inte"}))


def test_a_page_tells_what_it_is_which_way_it_goes_and_all_that_has_been_known(sign_in: SignIn) -> None:
    answer = sign_in("bo").get(f"{PAGE}sick_leave_office/")
    shown = text_of(answer) + html_of(answer)
    for words in (
        "Senaste värde 3,96 % 2017",
        "↘ Minskar åt rätt håll −1,07 från 2016 till 2017",
        "Målvärde 5,00 % på sikt",
        "Lägre är bättre",
        "Gäller Den egna verksamheten",
        "Utgångsvärde 4,55 % (2012)",
        "Kön: högst",
        "2017 Kvinnor 4,48 % Årsrapport 2017 för kommunstyrelsen",
    ):
        assert words in shown, words


def test_what_is_expected_of_a_year_stands_beside_the_trend_and_does_not_judge_it(sign_in: SignIn) -> None:
    shown = text_of(sign_in("bo").get(f"{PAGE}result_municipality/"))
    assert "↘ Minskar åt fel håll −185 från 2017 till 2018" in shown
    assert "Förväntat ↘ Minska 2020" in shown


def test_others_are_shown_for_themselves(sign_in: SignIn) -> None:
    answer = sign_in("bo").get(f"{PAGE}child_low_income/")
    assert "De räknas aldrig in i bedömningen." in text_of(answer)
    alts = re.findall(r'alt="([^"]*)"', html_of(answer))
    outcome, others = (next(each for each in alts if word in each) for word in ("minskade", "jämfört med"))
    assert "Riket" not in outcome and "Riket från 8 (2014) till 7 (2015)" in others


def test_a_chart_is_a_picture_and_a_number_opens_to_its_source(sign_in: SignIn) -> None:
    bo = sign_in("bo")
    picture = bo.get(f"{PAGE}NII/diagram/outcome.svg")
    assert picture["Content-Type"] == "image/svg+xml"
    assert "Upplevt inflytande (NII) ökade från 34 till 40" in html_of(picture)
    assert bo.get(f"{PAGE}NII/diagram/nej.svg").status_code == 404
    opened = text_of(bo.get("/tal/", {"ref": "indicator id=NKI period=2017"}))
    assert "Källa Årsrapport 2017 för kommunstyrelsen" in opened
    assert "Nämndens sammanfattning i samma rapport säger 70." in opened
    assert "Publicerat" in opened


def test_a_rating_and_a_computed_indicator_have_pages(sign_in: SignIn) -> None:
    bo = sign_in("bo")
    assert "Senaste värde AA+ 2018" in text_of(bo.get(f"{PAGE}rating/"))
    assert "Räknas som budget_adherence unit=KS" in text_of(bo.get(f"{PAGE}budget_adherence_board/"))
    assert bo.get(f"{PAGE}rating/diagram/outcome.svg").status_code == 200


def test_a_value_is_written_and_another_one_only_after_a_question(sign_in: SignIn) -> None:
    bo = sign_in("bo")
    given = {"series": "", "period": "2019", "value": "41", "status": "final", "source": "SCB"}
    assert bo.post(f"{PAGE}NII/nytt/", given).status_code == 302
    assert "Senaste värde 41 2019 Trend → Oförändrad" in text_of(bo.get(f"{PAGE}NII/"))  # 40 -> 41 is within
    again = bo.post(f"{PAGE}NII/nytt/", given | {"value": "43"})
    assert again.status_code == 422
    assert "Perioden har redan värdet 41." in text_of(again)
    assert bo.post(f"{PAGE}NII/nytt/", given | {"value": "43", **fields(again)}).status_code == 302
    shown = text_of(bo.get(f"{PAGE}NII/"))
    assert "43 tidigare 41" in shown and "41 ersatt" in shown


def test_the_value_that_a_period_has_is_told_exactly_as_people_write_it(sign_in: SignIn) -> None:
    bo = sign_in("bo")
    given = {"series": "", "period": "2019", "value": "41,25", "status": "final"}
    assert bo.post(f"{PAGE}NII/nytt/", given).status_code == 302
    again = bo.post(f"{PAGE}NII/nytt/", given | {"value": "41,3"})
    assert "Perioden har redan värdet 41,25." in text_of(again)


def test_a_period_that_is_written_without_a_value_is_said_to_be(sign_in: SignIn) -> None:
    bo = sign_in("bo")
    none = {"series": "", "period": "2019", "value": "", "status": "missing"}
    assert bo.post(f"{PAGE}NII/nytt/", none).status_code == 302
    given = none | {"value": "41", "status": "final", "response_rate": "62,5"}
    again = bo.post(f"{PAGE}NII/nytt/", given)
    assert "Perioden är redan inskriven utan värde." in text_of(again)
    assert bo.post(f"{PAGE}NII/nytt/", given | fields(again)).status_code == 302
    assert IndicatorValue.objects.get(period="2019", known_until=None).response_rate == "62.5"


def test_what_cannot_be_a_value_is_told_at_its_field(sign_in: SignIn) -> None:
    bo, page = sign_in("bo"), f"{PAGE}NII/nytt/"
    for given, said in (
        ({"period": "i fjol", "value": "1", "status": "final"}, "Skriv en period"),
        ({"period": "2017", "value": "många", "status": "final"}, "Värdet går inte att läsa."),
        ({"period": "2017", "value": "", "status": "final"}, "Skriv ett värde, eller välj läget"),
        ({"period": "2017", "value": "1", "status": "missing"}, "Skriv ett värde, eller välj läget"),
        ({"period": "2019", "value": "1", "status": "final", "response_rate": "1e-5000"}, "från 0 till 100"),
        ({"period": "2019", "value": "1", "status": "final", "response_rate": "101"}, "från 0 till 100"),
    ):
        answer = bo.post(page, given)
        assert answer.status_code == 422
        assert said in text_of(answer)


def test_an_indicator_is_set_up_changed_and_its_parts_stand_as_they_were_written(sign_in: SignIn) -> None:
    bo = sign_in("bo")
    given = {
        "id": "air",
        "name": "Luft",
        "unit": "%",
        "decimals": "1",
        "direction": "down",
        "owner": "KS",
        "scope": "municipality",
        "frequency": "year",
        "series": "riket; riket; Riket; 0000\nwomen; kön; Kvinnor; K",
        "targets": "2018-12-31; 4,5; ; Mål och budget\n; 3",
        "names": "Luften; Årsrapport",
    }
    for wrong, field, said in (
        ({"targets": "2018-12-31; 4,5\ni morgon; 3"}, "targets", "Rad 2 går inte att läsa: i morgon; 3"),
        ({"kolada": "N00090", "scb": "TAB1"}, "__all__", "Välj en källa"),
        ({"formula": "costs unit=NEJ line=personnel"}, "formula", "Det du räknar ur finns inte"),
        ({"id": "a b"}, "id", "Beteckningen ”a b” går inte att använda."),
    ):
        answer = bo.post(f"{PAGE}ny/", given | wrong)
        assert answer.status_code == 422
        assert said in " ".join(answer.context["form"].errors[field])
    made = bo.post(f"{PAGE}ny/", given | {"id": " air "})
    assert (made.status_code, made["Location"]) == (302, f"{PAGE}air/")
    shown = text_of(bo.get(f"{PAGE}air/"))
    assert "4,5 % 2018. Mål och budget 3,0 % på sikt" in shown
    form = bo.get(f"{PAGE}air/andra/")
    assert given["series"] in html_of(form) and "2018-12-31; 4,5; ; Mål och budget" in html_of(form)
    changed = {**given, "name": "Luften ute", **fields(form)}
    assert bo.post(f"{PAGE}air/andra/", changed).status_code == 302
    late = bo.post(f"{PAGE}air/andra/", changed | {"name": "Luften inne"})
    assert late.status_code == 422
    assert "Luften ute" in text_of(bo.get(f"{PAGE}air/"))
    assert sign_in("gun").get(f"{PAGE}air/andra/").status_code == 404


def test_a_file_is_shown_and_then_let_in(sign_in: SignIn) -> None:
    bo = sign_in("bo")
    data = f"{HEAD}NII;;2017;41;;;;SCB;\nNTI;;2019;46;;;;SCB;\n".encode()
    shown = bo.post(f"{PAGE}las-in/", {"file": SimpleUploadedFile("v.csv", data)})
    assert "v.csv ändrar 2 värden" in text_of(shown)
    assert "1 värde var publicerat med ett annat tal." in text_of(shown)
    assert "Upplevt inflytande (NII) Utfall 2017 40 41" in text_of(shown)
    save_value(value("NTI", "2021", "47"), by=OPERATOR, at=AT)
    lost = bo.post(f"{PAGE}las-in/spara/", fields(shown) | {"text": ""})
    assert lost.status_code == 422 and "Tabellen kom inte fram hel" in text_of(lost)
    assert f'action="{PAGE}las-in/"' in html_of(lost)
    late = bo.post(f"{PAGE}las-in/spara/", fields(shown))
    assert late.status_code == 409
    assert "Andra värden har lästs in sedan du såg filen." in text_of(late)
    assert bo.post(f"{PAGE}las-in/spara/", fields(late)).status_code == 302
    assert IndicatorValue.objects.get(indicator="NTI", period="2019").value == "46"


def test_a_file_with_faults_is_told_and_kept(sign_in: SignIn) -> None:
    answer = sign_in("bo").post(f"{PAGE}las-in/", {"text": f"{HEAD}NEJ;;2017;1;;;;;\n"})
    assert answer.status_code == 422
    assert "Indikatorn ”NEJ” finns inte." in text_of(answer)


def test_the_values_go_out_as_csv_and_xlsx_exactly(sign_in: SignIn) -> None:
    bo = sign_in("bo")
    written = sent(bo.get(f"{PAGE}sick_leave_office/varden.csv")).decode("utf-8-sig")
    assert "sick_leave_office;Sjukfrånvaro, kommunstyrelsens kontor;Utfall;2017;3,96;%;slutligt;;" in written
    assert sent(bo.get(f"{PAGE}rating/varden.xlsx"))[:2] == b"PK"


def test_a_manager_writes_what_is_theirs_and_another_committee_sees_nothing_of_it(sign_in: SignIn) -> None:
    cecilia, gun, elsa = (sign_in(name) for name in ("cecilia", "gun", "elsa"))
    assert "Skriv ett värde" in text_of(cecilia.get(f"{PAGE}HME/"))
    assert "Skriv ett värde" not in text_of(cecilia.get(f"{PAGE}NII/"))
    assert cecilia.get(f"{PAGE}NII/nytt/").status_code == 404
    assert gun.get(f"{PAGE}sick_leave_office/").status_code == 404
    assert gun.get(f"{PAGE}sick_leave/").status_code == 200
    assert "kommunstyrelsens kontor" not in text_of(gun.get(PAGE))
    assert elsa.get(f"{PAGE}las-in/").status_code == 404
    assert "Läs in värden från en fil" not in text_of(elsa.get(PAGE))


def test_values_are_fetched_only_where_that_is_on(sign_in: SignIn, settings: LazySettings) -> None:
    bo = sign_in("bo")
    assert "Hämta från Kolada och SCB" not in text_of(bo.get(PAGE))
    refused = bo.post(f"{PAGE}hamta/")
    assert "Kommunens nummer är inte satt, så inget hämtas." in text_of(refused)
    settings.HJULET_MUNICIPALITY = "0181"
    assert "Hämta från Kolada och SCB" in text_of(bo.get(PAGE))
    assert bo.get(f"{PAGE}hamta/").status_code == 405


def test_an_old_snapshot_shows_what_was_known_then(sign_in: SignIn) -> None:
    bo, before = sign_in("bo"), latest()
    save_value(value("NTI", "2019", "60"), by=OPERATOR, at=AT)
    assert "Senaste värde 60 2019" in text_of(bo.get(f"{PAGE}NTI/"))
    assert "Senaste värde 44 2017" in text_of(bo.get(f"{PAGE}NTI/", {"ogonblick": str(before)}))


def test_what_is_done_about_a_value_beyond_its_limit_is_written_and_shown(sign_in: SignIn) -> None:
    bo, page = sign_in("bo"), f"{PAGE}sick_leave_office/"
    assert "Utanför gränsen" not in text_of(bo.get(page))
    assert bo.get(f"{page}atgard/2017/").status_code == 404
    known = find_indicator("sick_leave_office", by=OPERATOR, at=AT)
    limit = Threshold(side=Side.ABOVE, value=Decimal("3.5"), note="Följs upp varje månad.")
    save_indicator(replace(known, thresholds=(limit,)), by=OPERATOR, at=AT)
    assert "3,96 % 2017 är över gränsen 3,50 %. Följs upp varje månad. Skriv" in text_of(bo.get(page))
    form = bo.get(f"{page}atgard/2017/")
    assert "är över gränsen 3,50 %" in text_of(form)
    assert bo.post(f"{page}atgard/2017/", {"text": " "}).status_code == 422
    assert bo.post(f"{page}atgard/2017/", {"text": "Rehabilitering från dag 14."}).status_code == 302
    late = bo.post(f"{page}atgard/2017/", {"text": "Friskvård."})
    assert late.status_code == 422 and "Rehabilitering från dag 14." in text_of(late)
    shown = text_of(bo.get(page))
    assert "Vad som görs 2017 Rehabilitering från dag 14. Bo Talstrand" in shown
    assert sign_in("elsa").get(f"{page}atgard/2017/").status_code == 404


def test_targets_of_units_that_do_not_meet_the_whole_are_said(sign_in: SignIn) -> None:
    bo = sign_in("bo")
    given = {
        "id": "trainees",
        "name": "Praktikplatser",
        "unit": "antal",
        "decimals": "0",
        "direction": "up",
        "owner": "KS",
        "scope": "municipality",
        "frequency": "year",
        "together": "sum",
        "series": "kontoret; enhet; Kontoret; KSK\nhr; enhet; HR; HR\neko; enhet; Ekonomi; EKO",
        "targets": "2018-12-31; 100\n2018-12-31; 100; kontoret\n2018-12-31; 40; hr\n2018-12-31; 50; eko",
    }
    assert bo.post(f"{PAGE}ny/", given).status_code == 302
    shown = text_of(bo.get(f"{PAGE}trainees/"))
    assert "Målen går inte ihop" in shown
    assert "2018: målen för HR och Ekonomi är tillsammans 90, och målet för Kontoret är 100." in shown
    assert "Enheternas delar Delarna summeras till helheten" in shown
    form = bo.get(f"{PAGE}trainees/andra/")
    met = {**given, **fields(form), "targets": given["targets"].replace("40; hr", "50; hr")}
    assert bo.post(f"{PAGE}trainees/andra/", met).status_code == 302
    assert "Målen går inte ihop" not in text_of(bo.get(f"{PAGE}trainees/"))


def test_a_page_leads_to_the_goals_that_it_measures(sign_in: SignIn) -> None:
    goal = GoalElement.objects.get(structure="2017-2019", key="hallbara-1")
    goal.indicators = ["NTI"]
    goal.save()
    answer = sign_in("bo").get(f"{PAGE}NTI/")
    assert f"Mål som följs upp med indikatorn 2017–2019 {goal.name}" in text_of(answer)
    assert "/mal/2017-2019/hallbara-1/" in links_of(answer)
