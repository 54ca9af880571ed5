"""Kolada and SCB: answers in their formats, written here; paging, being busy, rows taken back, and faults."""

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import httpx
import pytest

from hjulet.readers import kolada, scb
from hjulet.readers.fetching import ATTEMPTS, Answer, Fetcher, FetchFault

BASE = "https://api.kolada.se/v3"
Handler = Callable[[httpx.Request], httpx.Response]


def fetcher(handle: Handler, *, slept: list[float] | None = None, base: str = BASE) -> Fetcher:
    """Make a fetcher that asks ``handle`` instead of the net, and waits only on paper."""
    client = httpx.Client(transport=httpx.MockTransport(handle))
    return Fetcher(base=base, client=client, sleep=(slept if slept is not None else []).append)


def row(year: int, *values: tuple[str, Any], kpi: str = "N00090", place: str = "0181") -> dict[str, Any]:
    parts = [
        {"gender": gender, "count": 1, "status": "", "value": value, "isdeleted": value == "deleted"}
        for gender, value in values
    ]
    for part in parts:
        part["value"] = None if part["isdeleted"] else part["value"]
    return {"kpi": kpi, "municipality": place, "period": year, "values": parts}


def page(*rows: dict[str, Any], next_url: str | None = None) -> httpx.Response:
    body = {"count": len(rows), "values": list(rows), "next_url": next_url, "previous_url": None}
    return httpx.Response(200, json=body)


def ask(handle: Handler, **given: Any) -> list[kolada.KoladaValue]:
    asked = {"kpis": ["N00090"], "municipalities": ["0181"], "years": [2017], **given}
    return [value for each in kolada.values(fetcher(handle), **asked) for value in each.values]


def test_values_keep_their_gender_are_exact_and_null_is_no_value() -> None:
    body = '{"values": [{"kpi": "N00945", "municipality": "0180", "period": 2017, "values": ['
    body += '{"gender": "T", "value": 31.32959689, "isdeleted": false}, {"gender": "K", "value": null}]}]}'
    found = ask(lambda _: httpx.Response(200, text=body))
    assert [(each.gender, each.value, each.is_deleted) for each in found] == [
        ("T", Decimal("31.32959689"), False),
        ("K", None, False),
    ]


def test_the_address_names_what_is_asked_for() -> None:
    asked: list[str] = []

    def handle(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        return page()

    ask(handle, municipalities=["0181", "0000"])
    assert asked == [f"{BASE}/data/kpi/N00090/municipality/0181,0000/year/2017?per_page=5000"]


def test_pages_are_followed_to_the_last_and_kept_as_they_came() -> None:
    def handle(request: httpx.Request) -> httpx.Response:
        if "page=2" in str(request.url):
            return page(row(2018, ("T", 6.3)))
        return page(row(2017, ("T", 6.6)), next_url=f"{request.url}&page=2")

    pages = list(kolada.values(fetcher(handle), kpis=["N00090"], municipalities=["0181"], years=[2017, 2018]))
    assert [str(each.value) for one in pages for each in one.values] == ["6.6", "6.3"]
    assert json.loads(pages[0].answer.body)["next_url"].endswith("&page=2")


@pytest.mark.parametrize(
    "elsewhere", ["https://example.org/v3/data", "http://api.kolada.se/v3/data", "http://[x"]
)
def test_a_next_page_elsewhere_is_not_followed(elsewhere: str) -> None:
    asked: list[str] = []

    def handle(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.host)
        return page(next_url=elsewhere)

    with pytest.raises(FetchFault, match="source-strange"):
        ask(handle)
    assert asked == ["api.kolada.se"]


def test_what_the_client_does_not_take_for_an_address_is_a_fault() -> None:
    with pytest.raises(FetchFault, match="source-strange"):
        ask(lambda request: page(next_url=f"{BASE}/data\x00"))


def test_pages_that_lead_in_a_circle_are_refused() -> None:
    with pytest.raises(FetchFault, match="source-strange"):
        ask(lambda request: page(next_url=str(request.url)))


def test_no_list_is_longer_than_25_ids_and_every_id_is_asked_for() -> None:
    asked: list[list[str]] = []
    kpis = [f"N{number:05d}" for number in range(60)]

    def handle(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.path.split("/kpi/")[1].split("/")[0].split(","))
        return page()

    ask(handle, kpis=kpis)
    assert [len(ids) for ids in asked] == [25, 25, 10]
    assert [id for ids in asked for id in ids] == kpis


def test_one_that_is_busy_is_asked_again_when_it_has_said() -> None:
    answers = [
        httpx.Response(429, headers={"Retry-After": "7"}),
        httpx.Response(503),
        page(row(2017, ("T", 6.6))),
    ]
    slept: list[float] = []
    found = kolada.values(
        fetcher(lambda _: answers.pop(0), slept=slept),
        kpis=["N00090"],
        municipalities=["0181"],
        years=[2017],
    )
    assert [len(each.values) for each in found] == [1]
    assert slept == [7, 2]


@pytest.mark.parametrize(
    ("answer", "code", "times"),
    [
        (httpx.Response(429, headers={"Retry-After": "1"}), "source-busy", ATTEMPTS),
        (httpx.Response(429, headers={"Retry-After": "3600"}), "source-busy", 1),
        (httpx.Response(502), "source-away", ATTEMPTS),
        (httpx.Response(404), "source-refused", 1),
        (httpx.Response(302, headers={"Location": "https://example.org/"}), "source-refused", 1),
        (httpx.Response(200, text="<html>"), "source-strange", 1),
        (httpx.Response(200, json=[]), "source-strange", 1),
        (httpx.Response(200, json={"values": [{"kpi": "N00090"}]}), "source-strange", 1),
        (httpx.Response(200, json={"values": [row(2017, ("T", "6,6"))]}), "source-strange", 1),
        (httpx.Response(200, json={"values": [row(20177, ("T", 6.6))]}), "source-strange", 1),
    ],
)
def test_what_cannot_be_used_is_a_fault_with_its_cause(answer: httpx.Response, code: str, times: int) -> None:
    asked: list[httpx.Request] = []

    def handle(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return answer

    with pytest.raises(FetchFault) as fault:
        ask(handle)
    assert (fault.value.code, len(asked)) == (code, times)


def test_a_line_that_is_down_is_a_fault_after_some_attempts() -> None:
    def handle(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("down", request=request)

    with pytest.raises(FetchFault, match="source-away"):
        ask(handle)


def test_a_deleted_row_is_told_from_one_without_a_value() -> None:
    found = ask(lambda _: page(row(2017, ("T", "deleted"), ("K", None))))
    assert [(each.value, each.is_deleted) for each in found] == [(None, True), (None, False)]


def test_the_catalogue_is_read_from_its_pages_and_then_its_groups() -> None:
    kpis = [
        {"id": "N00090", "title": "Sjukfrånvaro", "municipality_type": "K", "is_divided_by_gender": 1},
        {"id": "N00091", "title": "Lång sjukfrånvaro", "description": "Över 59 dagar", "has_ou_data": False},
    ]
    members = [{"member_id": "N00090", "member_title": "Sjukfrånvaro"}]

    def handle(request: httpx.Request) -> httpx.Response:
        if "kpi_groups" in request.url.path:
            return page({"id": "G1", "title": "Arbetsgivare", "members": members})
        number = int(request.url.params.get("page", "1"))
        after = f"{BASE}/kpi?per_page=5000&page=2" if number == 1 else None
        return page(kpis[number - 1], next_url=after)

    pages = list(kolada.catalogue(fetcher(handle)))
    found = [kpi for each in pages for kpi in each.kpis]
    assert [(each.id, each.by_gender, each.description) for each in found] == [
        ("N00090", True, ""),
        ("N00091", False, "Över 59 dagar"),
    ]
    assert [(group.title, group.members) for each in pages for group in each.groups] == [
        ("Arbetsgivare", ("N00090",))
    ]


def test_questions_keep_the_pace_that_a_system_asks_for() -> None:
    slept: list[float] = []
    client = httpx.Client(transport=httpx.MockTransport(lambda _: page()))
    one = Fetcher(base=BASE, pace=kolada.PACE, client=client, sleep=slept.append)
    kpis = [f"N{number:05d}" for number in range(60)]
    list(kolada.values(one, kpis=kpis, municipalities=["0181"], years=[2017]))
    assert slept == [kolada.PACE] * 3


SCB_ANSWER: dict[str, Any] = {
    "version": "2.0",
    "class": "dataset",
    "label": "Folkmängd efter region, kön, innehåll och år",
    "source": "SCB",
    "updated": "2018-02-22T08:30:00Z",
    "id": ["Region", "Kon", "ContentsCode", "Tid"],
    "size": [1, 2, 1, 2],
    "role": {"time": ["Tid"], "geo": ["Region"], "metric": ["ContentsCode"]},
    "dimension": {
        "Region": {"category": {"index": {"0181": 0}, "label": {"0181": "Södertälje"}}},
        "Kon": {"category": {"index": {"2": 1, "1": 0}}},
        "ContentsCode": {"category": {"index": ["BE0101N1"]}},
        "Tid": {"category": {"index": {"2016": 0, "2017": 1}}},
    },
    "value": [47423, 48159, 47208, None],
    "status": {"3": ".."},
}


def scb_table(**changes: Any) -> scb.ScbTable:
    body = json.dumps({**SCB_ANSWER, **changes}).encode()
    return scb.read_table(Answer(address=scb.BASE, body=body))


def test_cells_have_the_codes_of_their_places_the_last_dimension_fastest() -> None:
    found = scb_table()
    assert [(cell.codes["Kon"], cell.codes["Tid"], cell.value) for cell in found.cells] == [
        ("1", "2016", Decimal(47423)),
        ("1", "2017", Decimal(48159)),
        ("2", "2016", Decimal(47208)),
        ("2", "2017", None),
    ]
    assert (found.time, found.place) == ("Tid", "Region")


def test_values_may_be_given_by_their_place() -> None:
    found = scb_table(value={"1": 48159.5})
    assert [cell.value for cell in found.cells] == [None, Decimal("48159.5"), None, None]


@pytest.mark.parametrize(
    "changes",
    [
        {"class": "collection"},
        {"size": [1, 2, 1]},
        {"size": [1, 2, 1, 3]},
        {"value": [1, 2, 3]},
        {"value": [1, 2, 3, "fyra"]},
        {"id": None},
        {"dimension": {}},
        {"size": [1000, 1000, 1000, 1000]},
        {"size": [1, "x", 1, 2]},
        {"size": [1, None, 1, 2]},
        {"dimension": ["Region"]},
        {"dimension": {**SCB_ANSWER["dimension"], "Kon": {"category": {"index": {"1": 0, "2": "x"}}}}},
        {"id": ["Region", ["Kon"], "ContentsCode", "Tid"]},
    ],
)
def test_an_answer_that_is_not_whole_is_a_fault(changes: dict[str, Any]) -> None:
    with pytest.raises(FetchFault, match="source-strange"):
        scb_table(**changes)


def test_a_table_is_asked_for_by_its_codes() -> None:
    asked: list[str] = []

    def handle(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        return httpx.Response(200, json=SCB_ANSWER)

    scb.table(fetcher(handle, base=scb.BASE), "TAB638", codes={"Region": ["0181"], "Tid": ["2016", "2017"]})
    (address,) = asked
    assert address.startswith(f"{scb.BASE}/tables/TAB638/data?lang=sv&outputFormat=json-stat2")
    assert "valuecodes[Region]=0181" in address.replace("%5B", "[").replace("%5D", "]")
