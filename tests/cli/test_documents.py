"""Every command's JSON document follows its schema (``hjulet`` checks it) and says what CONTRACT says."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from python_calamine import CalamineWorkbook

from hjulet.cli.parser import COMMANDS, NOT_BUILT
from hjulet.store.models import Batch
from tests.command import SCHEMAS, Command
from tests.ledger_text import sie

pytestmark = pytest.mark.once  # what is made of a database's answers: the same from either

JANUARY = "A 1 2019-01-15 Löner\n  50110 13000 100.00\n  19100 - -100.00"
ANNUAL = ("report", "annual", "--unit", "KS", "--period", "2017")
DEMO_SIE = Path(__file__).resolve().parents[2] / "demo" / "sie" / "2017.se"


def file(folder: Path, name: str, content: str | bytes) -> str:
    place = folder / name
    place.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return str(place)


def test_report_as_a_workbook(demo: Path, hjulet: Command, tmp_path: Path) -> None:
    place = tmp_path / "report.xlsx"
    answer = hjulet(*ANNUAL, "--format", "xlsx", "-o", str(place))
    assert answer["files"] == [str(place)]
    book = CalamineWorkbook.from_path(str(place))
    assert (book.sheet_names[0], book.sheet_names[-1]) == ("Innehåll", "Källor")
    by_unit = next(name for name in book.sheet_names if name.startswith("Resultat och netto"))
    rows = book.get_sheet_by_name(by_unit).to_python()
    assert next(row for row in rows if row[0] == "HR")[4] == 38_698_000.0


@pytest.mark.parametrize("path", sorted(SCHEMAS.glob("*.json")), ids=lambda path: str(path.stem))
def test_the_schemas_are_schemas_and_named_by_their_document(path: Path) -> None:
    schema = json.loads(path.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    assert schema["properties"]["schema"] == {"const": f"{path.stem}/1"}


def test_check_judges_a_file_and_changes_nothing(home: Path, hjulet: Command, tmp_path: Path) -> None:
    document = hjulet("check", "sie", str(DEMO_SIE))
    assert (document["schema"], document["verdict"], document["kind"]) == ("check-sie/1", "accepted", "4E")
    assert document["org_number"] == "212000-0159"
    assert document["fiscal_years"][0] == {"index": 0, "start": "2017-01-01", "end": "2017-12-31"}
    assert list(home.iterdir()) == []


def test_check_of_several_files_gives_them_all_and_refuses_if_one_is(
    home: Path, hjulet: Command, tmp_path: Path
) -> None:
    bad = file(tmp_path, "bad.se", "inte sie")
    document = hjulet("check", "sie", str(DEMO_SIE), bad, exit_code=1)
    assert [one["verdict"] for one in document["files"]] == ["accepted", "refused"]
    assert hjulet("check", "sie", bad, exit_code=1)["problems"][0]["code"] == "not-sie"


def test_import_batches_and_withdraw(demo: Path, hjulet: Command, tmp_path: Path) -> None:
    path = file(tmp_path, "2019.se", sie(JANUARY))
    imported = hjulet("import", "sie", path)
    assert (imported["status"], imported["control_sum"]) == ("imported", "200.00")
    assert hjulet("import", "sie", path)["status"] == "already-imported"
    listed = hjulet("batches")["batches"]
    assert [(one["file"], one["status"]) for one in listed[-2:]] == [
        ("2017.se", "active"),
        ("2019.se", "active"),
    ]
    assert listed[-1]["batch"] == imported["batch"]
    assert hjulet("withdraw", imported["batch"], "--reason", "fel")["snapshot"] == imported["snapshot"] + 1
    assert hjulet("batches")["batches"][-1]["status"] == "withdrawn"
    again = hjulet("withdraw", imported["batch"], "--reason", "fel", exit_code=1)
    assert again["error"]["code"] == "not-active"
    assert "(återkallad)" in again["error"]["message"]


def test_an_overlap_is_refused_and_a_replacement_says_so(demo: Path, hjulet: Command, tmp_path: Path) -> None:
    january = file(tmp_path, "jan.se", sie(JANUARY))
    whole = file(
        tmp_path, "both.se", sie(JANUARY + "\nA 2 2019-02-15 Löner\n  50110 13000 1.00\n  19100 - -1.00")
    )
    hjulet("import", "sie", january)
    refused = hjulet("import", "sie", whole, exit_code=1)
    assert (refused["status"], refused["verdict"], refused["batch"]) == ("refused", "refused", None)
    assert refused["problems"][-1]["code"] == "overlaps-active-batch"
    assert hjulet("import", "sie", whole, "--replace")["status"] == "replaced"


def test_an_unbalanced_file_needs_an_explicit_choice(demo: Path, hjulet: Command, tmp_path: Path) -> None:
    path = file(tmp_path, "o.se", sie(JANUARY.replace("-100", "-99")))
    assert hjulet("import", "sie", path, exit_code=1)["problems"][0]["code"] == "unbalanced-voucher"
    let_in = hjulet("import", "sie", path, "--allow-unbalanced")
    assert let_in["status"] == "imported"
    assert let_in["problems"][0]["severity"] == "warning"
    assert [one["unbalanced"] for one in hjulet("batches")["batches"]] == [False, False, False, True]


def test_import_budget(demo: Path, hjulet: Command, tmp_path: Path) -> None:
    head = "unit;line;account;period;amount;version;decided\n"
    path = file(tmp_path, "b.csv", f"{head}HR;appropriation;;2019;1000,50;original;2018-12-10\n")
    first = hjulet("import", "budget", path)
    assert (first["status"], first["counts"]) == ("imported", {"rows": 1})
    assert hjulet("import", "budget", path)["status"] == "already-imported"
    assert hjulet("figure", "kommunbidrag enhet=HR period=2019")["value"] == "1000.50"
    rows = "NEJ;appropriation;;2019;1;original;2018-12-10\nHR;x;;2019;y;original;2018-12-10\n"
    bad = file(tmp_path, "bad.csv", head + rows)
    refused = hjulet("import", "budget", bad, exit_code=1)
    assert {one["code"] for one in refused["problems"]} >= {"unknown-unit", "bad-amount"}


@pytest.mark.parametrize("amount", ["99999999999999999999", "999999999999 mnkr", "1e5", "NaN", "0,001"])
def test_an_amount_that_the_store_cannot_hold_is_a_problem_of_the_file(
    demo: Path, hjulet: Command, tmp_path: Path, amount: str
) -> None:
    head = "unit;line;account;period;amount;version;decided\n"
    path = file(tmp_path, "b.csv", f"{head}HR;appropriation;;2019;{amount};original;2018-12-10\n")
    assert hjulet("import", "budget", path, exit_code=1)["problems"][0]["code"] == "bad-amount"


def test_figure_with_its_provenance_in_english_and_swedish(demo: Path, hjulet: Command) -> None:
    document = hjulet("figure", "net_cost unit=HR period=2017")
    assert (document["value"], document["display"]) == ("38698000.00", "38\u00a0698\u00a0000")
    assert hjulet("figure", "nettokostnad enhet=HR period=2017") == document
    leaf = hjulet("figure", "kostnader enhet=HR rad=personnel period=2017")
    where = leaf["provenance"]["filter"]
    assert (where["source"], where["units"], where["from"], where["to"]) == (
        "ledger",
        ["HR"],
        "2017-01",
        "2017-12",
    )
    assert leaf["provenance"]["rows"] > 0
    assert hjulet("figure", "net_cost unit=KS period=2017")["origin"]["status"] == "published"
    assert "origin" not in hjulet("figure", "net_cost unit=FIN period=2017")  # nothing to come from
    growth = hjulet("figure", "net_cost_growth unit=KSK-EGET period=2016")
    assert (growth["value"], growth["display"]) == (None, "–")


@pytest.mark.parametrize(
    ("reference", "code", "exit_code"),
    [
        ("netcost unit=HR period=2017", "unknown-metric", 2),
        ("net_cost unit=HR", "missing-parameter", 2),
        ("net_cost unit=HR period=0001", "bad-period", 2),
        ("net_cost_growth unit=HR period=1900", "not-found", 1),
        ("net_cost unit=HR period=2017 unit=EKO", "bad-reference", 2),
        ("net_cost unit=NEJ period=2017", "not-found", 1),
        ("", "unknown-metric", 2),
    ],
)
def test_a_figure_that_does_not_exist_says_why(
    demo: Path, hjulet: Command, reference: str, code: str, exit_code: int
) -> None:
    assert hjulet("figure", reference, exit_code=exit_code)["error"]["code"] == code


def test_a_home_with_a_budget_and_no_ledger_has_no_outcome(
    demo: Path, hjulet: Command, tmp_path: Path
) -> None:
    for batch in Batch.objects.all():
        hjulet("withdraw", batch.key, "--reason", "fel")
    assert hjulet("figure", "net_cost unit=HR period=2017")["value"] is None
    assert hjulet("figure", "appropriation unit=HR period=2017")["value"] == "38744000.00"


def test_a_year_without_outcome_can_be_reported_but_not_sealed(demo: Path, hjulet: Command) -> None:
    assert hjulet("report", "annual", "--unit", "KS", "--period", "2018")["kind"] == "annual"
    refused = hjulet("seal", "annual", "--unit", "KS", "--period", "2018", exit_code=1)
    assert refused["error"]["code"] == "no-outcome"
    assert hjulet("verify")["editions"] == 0


def test_report_seal_and_verify(demo: Path, hjulet: Command, tmp_path: Path) -> None:
    report = hjulet("report", "annual", "--unit", "KS", "--period", "2017")
    table = next(block for block in report["blocks"] if block["id"] == "net-cost-by-unit")
    cell = next(row for row in table["rows"] if row["id"] == "HR")["cells"]["net_cost_2017"]
    assert (cell["value"], cell["display"]) == ("38698000.00", "38\u00a0698")
    assert hjulet("figure", cell["figure"])["value"] == cell["value"]
    asked = ("report", "annual", "--unit", "KS", "--period", "2017", "--format", "json,html,docx")
    written = hjulet(*asked, "-o", str(tmp_path / "out"))
    assert all(Path(name).exists() for name in written["files"])
    sealed = hjulet("seal", "annual", "--unit", "KS", "--period", "2017", "--decision", "KS § 61 " * 60)
    assert (sealed["edition"], sealed["number"], sealed["previous"]) == ("0001", 1, None)
    anchor = file(tmp_path, "anchors.txt", f"1 {sealed['hash']}  # protokollet\n")
    verified = hjulet("verify", "--rebuild", "--anchor", anchor)
    assert (verified["ok"], verified["editions"], verified["anchored"]) == (True, 1, 1)
    assert hjulet("verify", "1")["ok"]
    assert hjulet("verify", sealed["path"])["ok"]
    assert hjulet("verify", "2", exit_code=1)["error"]["code"] == "not-found"
    (Path(sealed["path"]) / "report.pdf").write_bytes(b"")
    assert hjulet("verify", exit_code=1)["faults"] == [
        {"edition": 1, "file": "report.pdf", "what": "changed-file"}
    ]
    doctor = hjulet("doctor", exit_code=1)
    assert [one["code"] for one in doctor["problems"]] == ["edition-fault"]


def test_factcheck_of_a_text_with_and_without_a_scope(demo: Path, hjulet: Command, tmp_path: Path) -> None:
    text = file(tmp_path, "t.md", "Nettokostnaden blev 999,9 mnkr för kommunstyrelsen 2017.\n")
    found = hjulet("factcheck", text, "--unit", "KS", "--period", "2017", exit_code=1)
    assert [one["line"] for one in found["findings"]] == [1]
    assert hjulet("factcheck", text)["findings"] == []
    assert hjulet("factcheck", text, "--unit", "KS", exit_code=2)["error"]["code"] == "half-a-scope"
    latin = file(tmp_path, "l.md", "Ökade".encode("latin-1"))
    assert hjulet("factcheck", latin, exit_code=1)["error"]["code"] == "undecodable"


def test_doctor_is_content_with_the_demo_and_sees_a_damaged_batch(demo: Path, hjulet: Command) -> None:
    assert hjulet("doctor") == {"schema": "doctor/1", "ok": True, "problems": []}
    batch = Batch.objects.earliest("id")
    (demo / "ledger" / batch.folder / "cube.parquet").write_bytes(b"PAR1")
    damaged = hjulet("doctor", exit_code=1)
    assert [(one["code"], one["params"]) for one in damaged["problems"]] == [
        ("batch-files-missing", {"batch": batch.key})
    ]


@pytest.mark.parametrize(
    ("given", "outputs"),
    [
        ({"net_cost": "136", "net_cost_previous": 100}, {"net_cost_growth": "36.0"}),
        ({"net_cost": "1", "net_cost_previous": "-0"}, {"net_cost_growth": None}),
        (
            {"net_cost": "9" * 16, "net_cost_previous": "0.000001"},
            {"net_cost_growth": "9" * 15 + "899999900.0"},
        ),
    ],
)
def test_compute_gives_plain_strings(
    hjulet: Command, tmp_path: Path, given: dict[str, object], outputs: dict[str, str | None]
) -> None:
    path = file(tmp_path, "in.json", json.dumps(given))
    document = hjulet("compute", "net_cost_growth", "--input", path)
    assert document["outputs"] == outputs
    assert [step["value"] for step in document["steps"]] == list(outputs.values())


def test_compute_loses_no_digit_of_a_large_product(hjulet: Command, tmp_path: Path) -> None:
    one, other = "1234567890123456.123456", "6543210987654321.654321"
    given = {"budget_volume": one, "budget_price": other, "outcome_volume": one, "outcome_price": 0}
    path = file(tmp_path, "in.json", json.dumps(given))
    exact = -int(one.replace(".", "")) * int(other.replace(".", ""))
    deviation = hjulet("compute", "deviation_split", "--input", path)["outputs"]["deviation"]
    assert int(deviation.replace(".", "").ljust(len(str(exact)), "0")) == exact


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("", "bad-json"),
        ("[]", "bad-json"),
        ("[" * 100_000, "bad-json"),
        ('{"net_cost": 1.5, "net_cost_previous": 1}', "bad-json"),
        ('{"net_cost": NaN, "net_cost_previous": 1}', "bad-json"),
        ('{"net_cost": 1, "net_cost": 2, "net_cost_previous": 1}', "bad-json"),
        ('{"net_cost": 1}', "missing-input"),
        ('{"net_cost": 1, "net_cost_previous": 1, "x": 1}', "unknown-input"),
        ('{"net_cost": true, "net_cost_previous": 1}', "bad-input"),
        ('{"net_cost": null, "net_cost_previous": 1}', "bad-input"),
        ('{"net_cost": "1e5", "net_cost_previous": 1}', "bad-input"),
        ('{"net_cost": "1 000", "net_cost_previous": 1}', "bad-input"),
        ('{"net_cost": 10000000000000000, "net_cost_previous": 1}', "bad-input"),
    ],
)
def test_compute_refuses_what_is_no_amount(hjulet: Command, tmp_path: Path, raw: str, code: str) -> None:
    path = file(tmp_path, "in.json", raw)
    assert hjulet("compute", "net_cost_growth", "--input", path, exit_code=1)["error"]["code"] == code


def test_compute_lists_its_rules_and_knows_no_other(hjulet: Command) -> None:
    rules = {one["rule"]: one for one in hjulet("compute", "--list")["rules"]}
    assert rules["budget_adherence"]["inputs"] == {"appropriation": "amount", "net_cost": "amount"}
    assert hjulet("compute", "nej", exit_code=2)["error"]["code"] == "unknown-rule"


def test_a_home_of_the_example_is_reset_and_begins_anew(
    transactional_db: None, demo: Path, hjulet: Command, tmp_path: Path
) -> None:
    hjulet("import", "sie", file(tmp_path, "2019.se", sie(JANUARY)))
    assert hjulet("demo")["changed"] is False
    assert hjulet("demo", "--reset")["changed"] is True
    assert [one["file"] for one in hjulet("batches")["batches"]] == ["2015.se", "2016.se", "2017.se"]


def test_a_home_with_other_data_is_never_reset(db: None, home: Path, hjulet: Command, tmp_path: Path) -> None:
    path = file(tmp_path, "2019.se", sie(JANUARY).replace(b"212000-0159", b"111111-1111"))
    batch = hjulet("import", "sie", path)["batch"]
    assert hjulet("demo", "--reset", exit_code=1)["error"]["code"] == "home-not-empty"
    assert [one["batch"] for one in hjulet("batches")["batches"]] == [batch]


@pytest.mark.parametrize("name", [name for name, (module, _, _) in COMMANDS.items() if module == NOT_BUILT])
def test_a_command_that_is_not_built_says_so(hjulet: Command, name: str) -> None:
    assert hjulet(name, exit_code=2)["error"]["code"] == "not-built"
    words = ("annual", "--unit", "KS", "--as", "Ö", "--lang", "en")
    assert hjulet(name, *words, exit_code=2)["error"]["message"] == f"{name} is not built yet."


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("nej",), "usage"),
        ((), "usage"),
        (("check", "sie"), "usage"),
        (("batches", "x"), "usage"),
        (("check", "sie", "finns-inte.se"), "no-such-file"),
        (("check", "ledger", "x"), "no-such-file"),
        (("import", "ledger", __file__), "map-needs-name"),
        (("import", "ledger", __file__, "--map", "m"), "unknown-map"),
        (("report", "environment", "--unit", "KS", "--period", "2017"), "not-built"),
        (("report", "environment", "--unit", "KS", "--period", "2017"), "not-built"),
        (("report", "annual", "--unit", "KS", "--period", "17"), "bad-period"),
        ((*ANNUAL, "--format", "html"), "needs-output"),
        ((*ANNUAL, "--format", "html,pdf"), "needs-folder"),
        ((*ANNUAL, "--format", "json", "-o", "/"), "cannot-write"),
        ((*ANNUAL, "--format", "json", "-o", "/dev/null/x"), "cannot-write"),
    ],
)
def test_wrong_usage_is_exit_2_with_a_code(
    demo: Path, hjulet: Command, words: tuple[str, ...], code: str
) -> None:
    assert hjulet(*words, exit_code=2)["error"]["code"] == code


def test_a_file_that_cannot_be_read_says_why(home: Path, hjulet: Command, tmp_path: Path) -> None:
    missing = hjulet("check", "sie", str(tmp_path / "nej.se"), exit_code=2)["error"]["message"]
    assert missing.endswith("går inte att läsa: den finns inte.")
    folder = hjulet("check", "sie", str(tmp_path), exit_code=2)["error"]["message"]
    assert folder.endswith("går inte att läsa: det är en mapp.")


def test_a_report_has_the_house_style_or_says_what_is_wrong_with_it(
    demo: Path, hjulet: Command, tmp_path: Path
) -> None:
    house, out = demo / "house", tmp_path / "report.pdf"
    house.mkdir()
    logo = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
    file(house, "logo.svg", logo)
    said = file(house, "house.toml", 'logo = "logo.svg"\nlogo_alt = "Vapen"')
    hjulet(*ANNUAL, "--format", "pdf", "-o", str(out))
    assert b"/Alt" in out.read_bytes()
    assert b"Vapen" in out.read_bytes()
    Path(said).write_text('logo = "logo.svg"', encoding="utf-8")
    refused = hjulet(*ANNUAL, "--format", "pdf", "-o", str(out), exit_code=1)
    assert refused["error"]["code"] == "house-logo-without-alt"
    assert refused["error"]["message"].startswith("house.toml: Logotypen logo.svg")
    assert hjulet("doctor", exit_code=1)["problems"][0]["code"] == "house-logo-without-alt"


def test_messages_come_in_english_where_asked(home: Path, hjulet: Command) -> None:
    swedish = hjulet("compute", "nej", exit_code=2)["error"]["message"]
    english = hjulet("compute", "nej", "--lang", "en", exit_code=2)["error"]["message"]
    assert "finns inte" in swedish
    assert english
