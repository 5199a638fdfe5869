#!/usr/bin/env python3
"""A random board as a bundle: zones, enterprises with their states, projects with their log, reports and figures.

    board.py SEED FOLDER

Made of what boards have and mistype: late and missing reports, exemptions, figures in mixed units and vintages, corrected and
withdrawn, joint ventures, certificates in the other currency with and without a printed equivalent, changed and corrected capital,
transfers that change the origin, ends, records of later days. `actions.json` is what people do on top of it through the browser.
"""
import csv
import datetime
import json
import pathlib
import random
import sys
from decimal import Decimal

FIRST, LAST = 2019, 2023
YEARS = range(FIRST, LAST)
FORM = "BQL.N/1990-01-01"
BY_PROJECT = "DA.N/1990-01-01"
BY = ("board", "2024-03-25T03:10:00.000000Z")
RATES = {2018: "22602.05", 2019: "23050.24", 2020: "23208.37", 2021: "23159.78", 2022: "23271.21", 2023: "23787.32"}
# Indicator: canonical unit, units people type, range.
ASKED = {
    "revenue": ("vnd", ["bvnd", "mvnd", "vnd", "musd"], (5, 900)),
    "exports": ("usd", ["musd", "usd", "kusd"], (1, 40)),
    "imports": ("usd", ["musd", "usd"], (1, 30)),
    "budget": ("vnd", ["bvnd", "mvnd"], (1, 50)),
    "realised_capital": ("vnd", ["bvnd", "mvnd"], (0, 80)),
    "workers": ("person", ["person"], (20, 900)),
    "workers_female": ("person", ["person"], (5, 19)),
    "workers_local": ("person", ["person"], (5, 19)),
    "workers_foreign": ("person", ["person"], (0, 9)),
    "avg_income": ("vnd", ["mvnd", "vnd"], (4, 14)),
}
SCALE = {"vnd": 1, "kvnd": 1000, "mvnd": 10**6, "bvnd": 10**9, "usd": 1, "kusd": 1000, "musd": 10**6, "person": 1}
COUNTRIES = ["Nhật Bản", "Hàn Quốc", "nhật bản", "Đài Loan", "Việt Nam", ""]


def written(amount, rng):
    """A number as people write it: a decimal comma, now and then with points between the thousands."""
    text = format(amount.normalize(), "f")
    whole, _, rest = text.partition(".")
    if len(whole) > 4 and rng.random() < 0.5:
        whole = f"{int(whole):,}".replace(",", ".")
    return whole + ("," + rest if rest else "")


class Board:
    def __init__(self, seed):
        self.rng = random.Random(seed)
        self.files = {}
        self.actions = []
        self.cancelled = False

    def add(self, file, **row):
        self.files.setdefault(file, []).append({name: "" if value is None else value for name, value in row.items()})

    def day(self, first, last):
        span = (datetime.date(last, 12, 28) - datetime.date(first, 1, 3)).days
        return datetime.date(first, 1, 3) + datetime.timedelta(days=self.rng.randrange(span))

    def money(self, low, high):
        return Decimal(self.rng.randrange(low * 1000, high * 1000 + 1)) / 1000

    def standards(self):
        self.add("boards", code="BQL", name="Ban Quản lý các khu công nghiệp", short_name="Ban Quản lý các KCN tỉnh X", name_en="X Zones Authority",
                 superior="UBND TỈNH X", abbreviation="BQL", province="X", place="X", home="true", valid_from="", valid_until="", successor="", retired="")
        for year, rate in RATES.items():
            self.add("exchange_rates", year=year, currency="usd", rate=rate, source="Thử", retired="")
        self.add("forms", code="DA.N", name="Báo cáo năm của dự án", name_en="Yearly report of a project", frequency="year", vintage="preliminary",
                 owed_by="operating", with_products="false", per_project="true", legal_basis="Thử", valid_from="1990-01-01", valid_to="", note="", retired="")
        for place, (code, (_, units, _)) in enumerate(ASKED.items(), 1):
            self.add("form_lines", form=BY_PROJECT, position=place, code=place, indicator=code, unit=units[0], required="true",
                     may_be_negative="false", to_date="false", total_indicator="", adds_to_indicator="", retired="")

    def zones(self):
        self.zone_codes = [f"Z{n}" for n in range(1, self.rng.randint(2, 4) + 1)]
        for code in self.zone_codes:
            self.add("zones", code=code, name=f"KCN {code}", name_en=f"Zone {code}", kind="regular", status="operating", province="X", location="",
                     economic_zone=self.rng.choice(["", "", "coastal"]), developer="", note="", retired="")

    def enterprise(self, n):
        rng, code = self.rng, f"E{n}"
        zone = rng.choice(self.zone_codes)
        foreign = rng.random() < 0.4
        since = self.day(2015, 2021)
        states = [(since, rng.choice(["operating", "operating", "building"]))]
        while rng.random() < 0.45:
            day = states[-1][0] + datetime.timedelta(days=rng.randint(60, 900))
            if day >= datetime.date(LAST + 1, 6, 1):
                break
            states.append((day, rng.choice([s for s in ["operating", "suspended", "closed", "building"] if s != states[-1][1]])))
        by_project = datetime.date(rng.choice(YEARS), 1, 1) if rng.random() < 0.25 else None
        left = states[-1][0] if states[-1][1] == "closed" and rng.random() < 0.5 else None
        self.add("enterprises", code=code, name=f"Doanh nghiệp thử {n}", name_en=f"Enterprise {n}", tax_code="", zone=zone,
                 ownership="foreign" if foreign else rng.choice(["limited", "joint_stock"]), export_processing="false", status=states[-1][1],
                 status_since="", by_project_since=by_project, reported_by_parent_since="", tenant_since=since, tenant_until=left, address="",
                 note="", retired="")
        for day, status in states:
            self.add("enterprise_states", enterprise=code, since=day, status=status)
        # Now and then a project is of another origin than its enterprise.
        projects = [self.project(f"P{n}{letter}", zone, code, foreign != (rng.random() < 0.25)) for letter in "AB"[: rng.randint(1, 2)]]
        self.reports(code, zone, states, by_project, projects)

    def event(self, project, log, kind, day, **more):
        row = dict(project=project, number=len(log) + 1, kind=kind, happened_on=day, document_no="", document_on="", capital="", currency="",
                   equivalent="", origin="", origin_reason="", content="", until="", enterprise="", former="", corrects="", note="",
                   recorded_by=BY[0], recorded_at=BY[1])
        row.update({name: value for name, value in more.items() if value is not None})
        log.append(row)
        self.add("project_events", **row)
        return row

    def investors(self, project, number, foreign):
        rng = self.rng
        count = rng.choice([1, 1, 2, 3])
        shares = {1: ["100"], 2: ["60", "40"], 3: ["50", "30", "20"]}[count]
        stated = rng.random() < 0.7
        for place, share in enumerate(shares, 1):
            country = rng.choice(COUNTRIES) if foreign else "Việt Nam"
            self.add("project_investors", event=f"{project}/{number}", position=place, name=f"Nhà đầu tư {project}.{number}.{place}",
                     nationality=country, share=share if stated else "")

    def project(self, code, zone, enterprise, foreign):
        rng, log = self.rng, []
        origin = "foreign" if foreign else "domestic"
        # A certificate is now and then in the other currency.
        currency = ("usd" if foreign else "vnd") if rng.random() < 0.75 else ("vnd" if foreign else "usd")
        capital = self.money(1, 50) * 10**6 if currency == "usd" else self.money(20, 900) * 10**9
        granted = self.day(2018, LAST - 1)
        equivalent = None
        if rng.random() < 0.3:
            equivalent = capital * 23000 if currency == "usd" else round(capital / 23000, 2)
        self.event(code, log, "granted", granted, capital=capital, currency=currency, origin=origin, equivalent=equivalent)
        self.investors(code, 1, foreign)
        total, day, state, now = capital, granted, "granted", origin
        for _ in range(rng.randint(0, 5)):
            day = day + datetime.timedelta(days=rng.randint(1, 420))
            if day > datetime.date(LAST, 12, 20):
                break
            kind = rng.choice(["construction_started", "operating", "capital_changed", "capital_changed", "transferred", "renamed", "terminated", "revoked"])
            if kind == "construction_started" and state == "granted":
                self.event(code, log, kind, day)
                state = "building"
            elif kind == "operating" and state != "operating":
                self.event(code, log, kind, day)
                state = "operating"
            elif kind == "capital_changed":
                change = (total * rng.choice([Decimal("0.25"), Decimal("-0.25"), Decimal("0.5")])).quantize(Decimal(1))
                total += change
                row = self.event(code, log, kind, day, capital=change)
                # The first of a board always, so that no board is without.
                if rng.random() < 0.3 or not self.cancelled:
                    # Entered twice, the second time right: the first counts no more.
                    self.cancelled = True
                    other = change * 2 if change > 0 else change / 2
                    self.event(code, log, kind, day, capital=other.quantize(Decimal(1)), corrects=row["number"], note="Ghi nhầm")
                    total += other.quantize(Decimal(1)) - change
            elif kind == "transferred":
                now = rng.choice(["foreign", "domestic"])
                row = self.event(code, log, kind, day, origin=now, origin_reason="Thử")
                self.investors(code, row["number"], now == "foreign")
            elif kind == "renamed":
                self.event(code, log, kind, day, content=f"Dự án {code} tên mới", former=f"Dự án {code}")
            elif kind in ("terminated", "revoked") and rng.random() < 0.4:
                self.event(code, log, kind, day, document_no="1/QĐ")
                break
        renamed = any(row["kind"] == "renamed" for row in log)
        self.add("projects", code=code, name=f"Dự án {code} tên mới" if renamed else f"Dự án {code}", zone=zone, enterprise=enterprise, kind="secondary",
                 origin=now, policy_decision="", certificate_no="", area_m2="", aim="", retired="")
        ended = next((row["happened_on"] for row in log if row["kind"] in ("terminated", "revoked")), None)
        return code, granted, ended

    def reports(self, code, zone, states, by_project, projects):
        rng = self.rng
        for year in YEARS:
            first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
            if states[0][0] > last:
                continue
            alone = by_project is not None and by_project <= first
            for project in projects if alone else [None]:
                if project and (project[1] > last or (project[2] and project[2] < first)):
                    continue
                name, form = (project[0], BY_PROJECT) if project else ("", FORM)
                if rng.random() < 0.12:
                    for excused in rng.choice([[], [form], [FORM, BY_PROJECT]] if not project else [[], [form]]):
                        self.add("exemptions", enterprise=code, project=name, form=excused, period=year, reason="Thử")
                    continue
                vintages = rng.choice([["estimate"], ["preliminary"], ["estimate", "final"], ["preliminary", "final"], ["final"]])
                for vintage in vintages:
                    self.filing(code, name, zone, form, year, vintage)

    def filing(self, code, project, zone, form, year, vintage):
        rng = self.rng
        reference = f"{code}/{project}/{form}/{year}/{vintage}" if project else f"{code}/{form}/{year}/{vintage}"
        revisions = 2 if rng.random() < 0.2 else 1
        self.add("filings", enterprise=code, project=project, zone=zone, form=form, period=year, vintage=vintage, state="accepted", revision=revisions,
                 revision_reason="Sửa" if revisions > 1 else "", return_reason="", first_submitted_at=BY[1], submitted_at=BY[1], decided_at=BY[1])
        for indicator, (own, units, (low, high)) in ASKED.items():
            if rng.random() < 0.06:
                continue
            unit = rng.choice(units if rng.random() < 0.5 else units[:1])
            newest = None
            for revision in range(1, revisions + 1):
                if own == "person":
                    amount = Decimal(rng.randint(low, high))
                else:
                    amount = self.money(low, high)
                    base = SCALE[units[0]]
                    amount = amount if SCALE[unit] == base else (amount * base / SCALE[unit]).quantize(Decimal(1)) if SCALE[unit] < base else amount
                rate = None
                if own == "vnd" and unit == "musd":
                    rate, amount = RATES[year], (amount / 20).quantize(Decimal("0.001"))
                withdrawn = revision > 1 and rng.random() < 0.2
                value = amount * SCALE[unit] * (Decimal(rate) if rate else 1)
                raw = "" if withdrawn else written(amount, rng)
                newest = (raw, unit, "" if withdrawn else value, "" if withdrawn else rate)
                self.add("figures", enterprise=code, project=project, zone=zone, indicator=indicator, period=year, vintage=vintage, revision=revision,
                         value=newest[2], raw=raw, unit=unit, rate=newest[3], filing=reference, filing_revision=revision,
                         reason="Sửa số" if revision > 1 else "", recorded_by=BY[0], recorded_at=BY[1])
            if newest[0]:
                self.add("filing_entries", filing=reference, indicator=indicator, measure="period", raw=newest[0], unit=newest[1], value=newest[2],
                         rate=newest[3], origin="typed", reason="")

    def decisions(self):
        for year in range(FIRST, LAST + 1):
            for indicator in ASKED:
                for row in self.files["enterprises"]:
                    self.add("coverage_decisions", year=year, indicator=indicator, enterprise=row["code"], reason="Thử", decided_by="Thử", decided_at=BY[1])

    def people(self):
        """What is entered afterwards, also for days that have been."""
        rng = self.rng
        living = [row["code"] for row in self.files["projects"]
                  if not any(e["project"] == row["code"] and e["kind"] in ("terminated", "revoked") for e in self.files["project_events"])]
        for code in rng.sample(living, min(len(living), 4)):
            last = max(e["happened_on"] for e in self.files["project_events"] if e["project"] == code)
            day = last + datetime.timedelta(days=rng.randint(1, 200))
            if day > datetime.date(2024, 6, 1):
                continue
            usd = next(e["currency"] for e in self.files["project_events"] if e["project"] == code) == "usd"
            form = {"kind": "capital_changed", "happened_on": day.strftime("%d/%m/%Y"), "change": "increase", "amount": "1,5",
                    "amount.unit": "musd" if usd else "bvnd"}
            self.actions.append({"path": "/projects/{projects:%s}/events" % code, "form": form})
        later = rng.choice(sorted(RATES))
        self.actions.append({"path": "/exchange-rates/{exchange_rates:%d}" % later,
                             "form": {"version": "1", "year": str(later), "currency": "usd", "rate": "25.000", "source": "Sửa"}})

    def make(self):
        self.standards()
        self.zones()
        for n in range(1, self.rng.randint(8, 16) + 1):
            self.enterprise(n)
        self.decisions()
        self.people()

    def write(self, folder):
        folder.mkdir(parents=True, exist_ok=True)
        for file, rows in self.files.items():
            with open(folder / f"{file}.csv", "w", newline="", encoding="utf-8") as out:
                writer = csv.DictWriter(out, list(rows[0]))
                writer.writeheader()
                writer.writerows(rows)
        (folder.parent / "actions.json").write_text(json.dumps(self.actions), encoding="utf-8")


if __name__ == "__main__":
    board = Board(int(sys.argv[1]))
    board.make()
    board.write(pathlib.Path(sys.argv[2]))
