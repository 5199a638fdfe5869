#!/usr/bin/env python3
"""Recomputes what a portal says from what people typed, and names every difference.

    oracle.py FOLDER

FOLDER/export is the portal's own export: registers, logs, entries as they were typed and in which unit. Never read are columns that
follow from others (`value`, states, sums). FOLDER/pages is what the portal said: `dashboard-2022.json`, `2104-2022.xlsx`,
`2101-2022-Q3.xlsx`. Written from the law and the forms (the portal's docs/bundle.md and guide), knowing nothing of its code.
Prints how many values were compared and each that differs; ends with 1 where one does.
"""
import csv
import datetime
import json
import pathlib
import re
import sys
import unicodedata
import xml.etree.ElementTree
import zipfile
from collections import defaultdict
from decimal import Decimal, getcontext

getcontext().prec = 50
SCALE = {"vnd": ("vnd", 1), "kvnd": ("vnd", 1000), "mvnd": ("vnd", 10**6), "bvnd": ("vnd", 10**9), "usd": ("usd", 1),
         "kusd": ("usd", 1000), "musd": ("usd", 10**6), "person": ("person", 1)}
FIRM = {"estimate": 0, "preliminary": 1, "final": 2}
OWN = {"revenue": "vnd", "exports": "usd", "imports": "usd", "budget": "vnd", "realised_capital": "vnd", "workers": "person",
       "workers_female": "person", "workers_local": "person", "workers_foreign": "person", "avg_income": "vnd"}
PLACES = ["outside", "coastal", "border_gate", "specialised", None]
CURRENCY = {"foreign": "usd", "domestic": "vnd"}


def read(folder, file):
    path = folder / f"{file}.csv"
    if not path.exists():
        return []
    with open(path, newline="", encoding="utf-8") as rows:
        return [row for row in csv.DictReader(rows) if row.get("retired") != "true"]


def number(raw):
    """As Vietnamese write it: points between thousands, a comma before decimals."""
    return Decimal(raw.strip().replace(".", "").replace(",", "."))


def day(text):
    return datetime.date.fromisoformat(text)


def span(period):
    year = int(period[:4])
    if "-Q" in period:
        quarter = int(period[-1])
        last = datetime.date(year + quarter // 4, quarter % 4 * 3 + 1, 1) - datetime.timedelta(days=1)
        return datetime.date(year, quarter * 3 - 2, 1), last
    return datetime.date(year, 1, 1), datetime.date(year, 12, 31)


def total(values):
    values = list(values)
    return sum(values, Decimal(0)) if values else None


class Project:
    def __init__(self, row, log, rates):
        self.code, self.zone, self.enterprise, self.kept = row["code"], row["zone"], row["enterprise"], row["origin"]
        cancelled = {int(event["corrects"]) for event in log if event["corrects"]}
        live = [event for event in log if event["kind"] != "correction" and int(event["number"]) not in cancelled]
        # A corrected event stands where the one stood whose place it takes.
        live.sort(key=lambda event: (event["happened_on"], int(event["corrects"] or event["number"])))
        self.log = live
        grant = [event for event in live if event["kind"] == "granted"]
        self.granted = day(grant[0]["happened_on"]) if grant else None
        self.currency = grant[0]["currency"] if grant else None
        ends = [day(event["happened_on"]) for event in live if event["kind"] in ("terminated", "revoked")]
        self.ended = ends[0] if ends else None
        self.rates = rates

    def until(self, on):
        return [event for event in self.log if day(event["happened_on"]) <= on]

    def origin(self, on):
        stated = [event["origin"] for event in self.until(on) if event["origin"]]
        later = [event["origin"] for event in self.log if event["origin"]]
        return stated[-1] if stated else later[0] if later else self.kept

    def other(self, event):
        """In the currency the certificate is not in: as printed on it, else at the rate kept with the event."""
        if event["equivalent"]:
            return Decimal(event["equivalent"])
        amount = Decimal(event["capital"])
        if amount == 0:
            return amount
        rate = self.rates.get((self.code, event["number"]))
        if rate is None:
            return None
        return amount * rate if self.currency == "usd" else amount / rate

    def by_origin(self, event, origin):
        if CURRENCY[origin] == self.currency:
            return Decimal(event["capital"])
        return self.other(event)

    def capital(self, on, origin):
        """Registered capital in the currency of an origin; None where a part of it is not known in it."""
        steps = [self.by_origin(event, origin) for event in self.until(on) if event["kind"] in ("granted", "capital_changed")]
        return None if None in steps else sum(steps, Decimal(0))

    def in_force(self, on):
        return self.granted is not None and self.granted <= on and not (self.ended and self.ended <= on)

    def operating(self, on):
        kinds = {event["kind"] for event in self.until(on)}
        held = [event["kind"] for event in self.until(on) if event["kind"] in ("suspended", "resumed")]
        return "operating" in kinds and not (held and held[-1] == "suspended")

    def moved(self, movement, first, last):
        """Events of a kind of movement in a span, each with its amount in the currency of the origin at the span's end."""
        origin = self.origin(last)
        for event in self.log:
            on = day(event["happened_on"])
            if not first <= on <= last:
                continue
            if event["kind"] == "granted" and movement == "new":
                yield self.by_origin(event, origin)
            elif event["kind"] == "capital_changed":
                more = Decimal(event["capital"]) > 0
                if movement == ("increased" if more else "reduced"):
                    amount = self.by_origin(event, origin)
                    yield None if amount is None else abs(amount)
            elif event["kind"] in ("terminated", "revoked") and movement == "ended":
                yield self.capital(on, origin)


class Board:
    def __init__(self, folder):
        self.rates = {int(row["year"]): Decimal(row["rate"]) for row in read(folder, "exchange_rates")}
        self.zones = {row["code"]: row["economic_zone"] or "outside" for row in read(folder, "zones")}
        self.names = {row["code"]: row["name"] for row in read(folder, "zones")}
        self.enterprises = {row["code"]: row for row in read(folder, "enterprises")}
        self.states = defaultdict(list)
        for row in sorted(read(folder, "enterprise_states"), key=lambda row: row["since"]):
            self.states[row["enterprise"]].append((day(row["since"]), row["status"]))
        kept = {tuple(row["event"].rsplit("/", 1)): Decimal(row["rate"]) for row in read(folder, "project_event_rates")}
        logs = defaultdict(list)
        for row in read(folder, "project_events"):
            logs[row["project"]].append(row)
        self.projects = {row["code"]: Project(row, logs[row["code"]], kept) for row in read(folder, "projects")}
        self.investors = defaultdict(lambda: defaultdict(list))
        for row in read(folder, "project_investors"):
            project, event = row["event"].rsplit("/", 1)
            self.investors[project][event].append(row)
        self.figures = self.current(read(folder, "figures"))
        self.exempt = {(row["enterprise"], row["project"], row["form"].split("/")[0], row["period"]) for row in read(folder, "exemptions")}
        self.filed = {(row["enterprise"], row["project"], row["form"].split("/")[0], row["period"]) for row in read(folder, "filings")}

    def current(self, rows):
        """The figures that count: of each vintage the newest revision, and of these the firmest that was not withdrawn."""
        newest = {}
        for row in rows:
            key = (row["enterprise"], row["project"], row["indicator"], row["period"])
            kept = newest.setdefault(key, {})
            if row["vintage"] not in kept or int(kept[row["vintage"]]["revision"]) < int(row["revision"]):
                kept[row["vintage"]] = row
        found = {}
        for key, vintages in newest.items():
            known = [row for row in vintages.values() if row["raw"]]
            if known:
                best = max(known, key=lambda row: FIRM[row["vintage"]])
                currency, scale = SCALE[best["unit"]]
                value = number(best["raw"]) * scale
                if currency != OWN[key[2]]:
                    value = value * Decimal(best["rate"]) if currency == "usd" else value / Decimal(best["rate"])
                found[key] = value
        return found

    # Figures.

    def of(self, indicator, period, zone=None, origin=None):
        last = span(period)[1]
        for (enterprise, project, code, own), value in self.figures.items():
            if code != indicator or own != period:
                continue
            if zone is not None and self.enterprises[enterprise]["zone"] != zone:
                continue
            if origin is not None and self.reporter_origin(enterprise, project, last) != origin:
                continue
            yield (enterprise, project), value

    def reporter_origin(self, enterprise, project, on):
        """A project's figure is its project's; of one that reports as a whole, that of its newest project in force, else of the
        newest granted before; without any it is the enterprise's own."""
        if project:
            return self.projects[project].origin(on)
        own = [one for one in self.projects.values() if one.enterprise == enterprise and one.granted and one.granted <= on]
        if not own:
            return "foreign" if self.enterprises[enterprise]["ownership"] == "foreign" else "domestic"
        best = max(own, key=lambda one: (not (one.ended and one.ended <= on), one.granted))
        return best.origin(on)

    def sum(self, indicator, period, zone=None, origin=None):
        return total(value for _, value in self.of(indicator, period, zone, origin))

    def mean(self, period, zone=None):
        incomes, workers = dict(self.of("avg_income", period, zone)), dict(self.of("workers", period, zone))
        both = [who for who in incomes if who in workers]
        weight = total(workers[who] for who in both)
        return sum(incomes[who] * workers[who] for who in both) / weight if weight else None

    # Coverage.

    def operated(self, enterprise, first, last):
        states = self.states[enterprise]
        for place, (since, status) in enumerate(states):
            until = states[place + 1][0] if place + 1 < len(states) else None
            if status == "operating" and since <= last and (until is None or until > first):
                yield True

    def owed(self, period):
        """Who owes which of the two forms: enterprise, project, form."""
        first, last = span(period)
        owed = set()
        for code, row in self.enterprises.items():
            there = (not row["tenant_since"] or day(row["tenant_since"]) <= last) and (not row["tenant_until"] or day(row["tenant_until"]) >= first)
            if not there or not any(self.operated(code, first, last)):
                continue
            owed.add((code, "", "BQL.N"))
            if row["by_project_since"] and day(row["by_project_since"]) <= first:
                for project in self.projects.values():
                    runs = project.granted is None or project.granted <= last
                    if project.enterprise == code and runs and not (project.ended and project.ended < first):
                        owed.add((code, project.code, "DA.N"))
            else:
                owed.add((code, "", "DA.N"))
        owed |= {(enterprise, project, form) for enterprise, project, form, own in self.filed if own == period and form in ("BQL.N", "DA.N")}
        return owed

    def coverage(self, indicator, period):
        """Expected, reported, excused, and what those who are missing stated last; None of it where nobody owed it."""
        first, last = span(period)
        asked = defaultdict(list)
        for enterprise, project, form in self.owed(period):
            asked[enterprise].append((project, form))
        expected = reported = excused = 0
        stated, unknown = Decimal(0), 0
        for enterprise, reports in asked.items():
            has = lambda project: (enterprise, project, indicator, period) in self.figures
            projects = {project for project, _ in reports if project}
            gave = has("") or (bool(projects) and all(has(project) for project in projects))
            excuse = lambda project, form: bool({(enterprise, project, form, period), (enterprise, "", form, period)} & self.exempt)
            free = all(excuse(project, form) for project, form in reports)
            if not gave and free and not any(self.operated(enterprise, first, last)):
                continue
            expected += 1
            reported += gave
            excused += free and not gave
            if not gave:
                known = None
                for year in range(int(period) - 3, int(period)):
                    own = total(value for (who, _, code, of), value in self.figures.items()
                                if who == enterprise and code == indicator and of == str(year))
                    known = own if own is not None else known
                if known is None or known < 0:
                    unknown += 1
                else:
                    stated += known
        return (expected, reported, excused, stated, unknown) if expected else None

    # Capital.

    def stock(self, on, origin, zone=None):
        return [one for one in self.projects.values()
                if one.in_force(on) and one.origin(on) == origin and (zone is None or one.zone == zone)]

    def moved(self, movement, period, origin, place=None):
        """How many projects, and how much; None where a part is not known."""
        first, last = span(period)
        count, amounts = 0, []
        for one in self.projects.values():
            if one.origin(last) == origin and (place is None or self.zones[one.zone] == place):
                own = list(one.moved(movement, first, last))
                count += bool(own)
                amounts += own
        return count, None if None in amounts else sum(amounts, Decimal(0))

    def shares(self, project, on):
        """Which part of a project's capital is whose: by country, together 100."""
        papers = [event for event in project.until(on)
                  if event["kind"] in ("granted", "transferred") and self.investors[project.code].get(event["number"])]
        investors = self.investors[project.code][papers[-1]["number"]] if papers else []
        countries = {fold(row["nationality"]) for row in investors}
        if len(countries) <= 1:
            return {countries.pop() if countries else "": Decimal(100)}
        if any(not row["share"] for row in investors):
            return {"": Decimal(100)}
        parts = defaultdict(Decimal)
        for row in investors:
            parts[fold(row["nationality"])] += Decimal(row["share"])
        rest = 100 - sum(parts.values())
        if rest < 0:
            return {"": Decimal(100)}
        if rest:
            parts[""] += rest
        return parts

    def money(self, value, currency, unit, year):
        """An amount in millions of USD or billions of VND, converted at a year's rate where it is in the other currency."""
        if value is None:
            return None
        if unit == "musd":
            if currency == "vnd" and value:
                value = value / self.rates[year] if year in self.rates else None
            return None if value is None else value / 10**6
        if currency == "usd" and value:
            value = value * self.rates[year] if year in self.rates else None
        return None if value is None else value / 10**9


def fold(text):
    """Without accents, small: how a country is one however its papers spell it."""
    text = unicodedata.normalize("NFD", text.strip().lower()).replace("đ", "d")
    return "".join(letter for letter in text if not unicodedata.combining(letter))


class Workbook:
    SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"

    def __init__(self, path):
        with zipfile.ZipFile(path) as archive:
            shared = xml.etree.ElementTree.fromstring(archive.read("xl/sharedStrings.xml"))
            self.strings = ["".join(text.text or "" for text in item.iter(f"{self.SPACE}t")) for item in shared]
            book = xml.etree.ElementTree.fromstring(archive.read("xl/workbook.xml"))
            names = [sheet.get("name") for sheet in book.iter(f"{self.SPACE}sheet")]
            self.sheets = {name: self.rows(archive.read(f"xl/worksheets/sheet{place}.xml")) for place, name in enumerate(names, 1)}

    def rows(self, text):
        rows = []
        for row in xml.etree.ElementTree.fromstring(text).iter(f"{self.SPACE}row"):
            cells = {}
            for cell in row.iter(f"{self.SPACE}c"):
                column = 0
                for letter in re.match("[A-Z]+", cell.get("r")).group():
                    column = column * 26 + ord(letter) - 64
                value = cell.find(f"{self.SPACE}v")
                if value is not None:
                    cells[column - 1] = self.strings[int(value.text)] if cell.get("t") == "s" else float(value.text)
            rows.append([cells.get(column) for column in range(max(cells, default=-1) + 1)])
        return rows

    def row(self, sheet, begins):
        return next((row for row in self.sheets[sheet] if row and row[0] == begins), None)


class Judge:
    def __init__(self):
        self.compared, self.differences = 0, []

    def same(self, what, said, right):
        """A number the portal said against the right one; "–", an empty cell and null are None."""
        self.compared += 1
        said = None if said in (None, "–", "") else said
        if said is None or right is None:
            fits = said is None and right is None
        else:
            fits = abs(Decimal(repr(said) if isinstance(said, float) else said) - Decimal(right)) <= max(abs(Decimal(right)), 1) * Decimal("1e-9")
        if not fits:
            self.differences.append(f"{what}: the portal says {said}, right is {right}")

    def row(self, what, said, right):
        said = list(said or [])[: len(right)]
        said += [None] * (len(right) - len(said))
        for place, (one, other) in enumerate(zip(said, right)):
            self.same(f"{what}, column {place + 1}", one, other)


def dashboard(judge, board, year, page):
    period, before = str(year), str(year - 1)
    lines = {line["code"]: line for line in page["indicators"]}
    for code in OWN:
        line = lines[code]
        mean = code == "avg_income"
        sum_of = lambda own: board.mean(own) if mean else board.sum(code, own)
        now, then = sum_of(period), sum_of(before)
        judge.same(f"{year} {code}", line["actual"], now)
        judge.same(f"{year} {code}, the year before", line["prior"], then)
        whole = True
        for own, name, sum_now in ((period, "coverage", now), (before, "prior_coverage", then)):
            right = board.coverage(code, own)
            said = line[name]
            if right is None or said is None:
                judge.same(f"{year} {code} {name} is there", None if said is None else 1, None if right is None else 1)
                continue
            expected, reported, excused, stated, unknown = right
            judge.same(f"{year} {code} {name}: expected", said["expected"], expected)
            judge.same(f"{year} {code} {name}: reported", said["reported"], reported)
            judge.same(f"{year} {code} {name}: excused", said["excused"], excused)
            share = None
            if sum_now is not None and not mean and not unknown and sum_now + stated:
                share = round(sum_now * 100 / (sum_now + stated), 6)
            judge.same(f"{year} {code} {name}: share", said["share"], share)
            whole = whole and expected == reported
        growth = now * 100 / then if whole and now is not None and then else None
        judge.same(f"{year} {code}, percent of the year before", line["percent_of_prior"], None if growth is None else round(growth, 6))
    judge.same(f"{year} new projects", lines["new_projects"]["actual"],
               sum(board.moved("new", period, origin)[0] for origin in CURRENCY))
    judge.same(f"{year} new domestic capital", lines["new_capital_domestic"]["actual"], board.moved("new", period, "domestic")[1])
    judge.same(f"{year} new foreign capital", lines["new_capital_foreign"]["actual"], board.moved("new", period, "foreign")[1])


def sheet_2101(judge, board, period, book):
    year = int(period[:4])
    for origin, name, unit in (("foreign", "FDI", "musd"), ("domestic", "DDI", "bvnd")):
        for item, movement in enumerate(["new", "increased", "reduced", "ended"], 1):
            counts, amounts = zip(*(board.moved(movement, period, origin, place) for place in PLACES))
            judge.row(f"2101 {period} {name} {item}.1", book.row(name, f"{item}.1")[3:], counts)
            judge.row(f"2101 {period} {name} {item}.2", book.row(name, f"{item}.2")[3:],
                      [board.money(amount, CURRENCY[origin], unit, year) for amount in amounts])
        for item, code in enumerate(["revenue", "imports", "exports", "budget"], 1):
            right = []
            for place in PLACES:
                zones = [zone for zone, own in board.zones.items() if place is None or own == place]
                parts = [board.sum(code, period, zone, origin) for zone in zones]
                known = total(part for part in parts if part is not None)
                right.append(Decimal(0) if not zones else board.money(known, OWN[code], unit, year))
            judge.row(f"2101 {period} {name} 6.{item}", book.row(name, f"6.{item}")[3:], right)


def sheet_2104(judge, board, period, book):
    year, on = int(period[:4]), span(period)[1]
    known = sorted({int(own) for (_, _, code, own) in board.figures if code == "realised_capital" and int(own) <= year})
    for zone in [*board.zones, None]:
        right = []
        for origin in ("foreign", "domestic"):
            unit = "musd" if origin == "foreign" else "bvnd"
            stock = board.stock(on, origin, zone)
            capital = [one.capital(on, origin) for one in stock]
            right += [len(stock), None if None in capital else board.money(sum(capital, Decimal(0)), CURRENCY[origin], unit, year),
                      sum(one.operating(on) for one in stock)]
            # Each year at its own rate; whose it is, is told by the end of this one.
            realised = defaultdict(list)
            for own in known:
                for (enterprise, project, code, of), value in board.figures.items():
                    fits = zone is None or board.enterprises[enterprise]["zone"] == zone
                    if code == "realised_capital" and of == str(own) and fits and board.reporter_origin(enterprise, project, on) == origin:
                        realised[own].append(value)
            right.append(total(board.money(sum(values), "vnd", unit, own) for own, values in realised.items()))
            for code, own in (("revenue", unit), ("exports", "musd"), ("imports", "musd"), ("budget", "bvnd")):
                right.append(board.money(board.sum(code, period, zone, origin), OWN[code], own, year))
        workers, foreign = board.sum("workers", period, zone), board.sum("workers_foreign", period, zone)
        right += [None if workers is None or foreign is None else workers - foreign, foreign]
        name = "Tổng cộng" if zone is None else board.names[zone]
        judge.row(f"2104 {period} {name}", (book.row("2104", name) or [])[1:], right)


def sheet_2106(judge, board, period, book):
    for zone in [*board.zones, None]:
        people = lambda code, origin=None: board.sum(code, period, zone, origin)
        workers, foreign, mean = people("workers"), people("workers_foreign"), board.mean(period, zone)
        right = [workers, people("workers_female"), people("workers_local"),
                 None if workers is None or foreign is None else workers - foreign, foreign,
                 people("workers", "foreign"), people("workers", "domestic"), None if mean is None else mean / 10**6]
        name = "Tổng cộng" if zone is None else board.names[zone]
        judge.row(f"2106 {period} {name}", (book.row("2106", name) or [])[1:], right)


def sheet_2114(judge, board, period, book):
    first, on = span(period)
    foreign = [one for one in board.projects.values() if one.origin(on) == "foreign"]
    rows = defaultdict(lambda: {"new": set(), "valid": set(), "amounts": defaultdict(list)})
    for one in foreign:
        parts = {**board.shares(one, on), None: Decimal(100)}
        for country, percent in parts.items():
            row = rows[country]
            for movement in ("new", "increased", "reduced"):
                for amount in one.moved(movement, first, on):
                    row["amounts"][movement].append(None if amount is None else amount * percent / 100)
                    if movement == "new":
                        row["new"].add(one.code)
            if one.in_force(on):
                row["valid"].add(one.code)
                capital = one.capital(on, "foreign")
                row["amounts"]["valid"].append(None if capital is None else capital * percent / 100)
    add = lambda amounts: None if None in amounts else sum(amounts, Decimal(0))
    whole = add(rows[None]["amounts"]["valid"])
    named = {}
    for row in book.sheets["2114"]:
        if row and isinstance(row[0], str) and len(row) > 1 and isinstance(row[1], float):
            named[fold(row[0])] = row
    for country, row in rows.items():
        if country is not None and not row["valid"] and not any(row["amounts"].values()):
            continue
        million = {name: None if add(amounts) is None else add(amounts) / 10**6 for name, amounts in row["amounts"].items()}
        value = lambda name: million.get(name, Decimal(0))
        own = add(row["amounts"]["valid"])
        right = [len(row["new"]), value("new"), value("increased"), value("reduced"), len(row["valid"]), value("valid"),
                 own * 100 / whole if own is not None and whole else None]
        title = {None: "Tổng cộng", "": "Chưa rõ nước hoặc tỷ lệ góp"}.get(country, country)
        judge.row(f"2114 {period} {title}", (named.get(fold(title)) or [])[1:], right)


SHEETS = {"2101": sheet_2101, "2104": sheet_2104, "2106": sheet_2106, "2114": sheet_2114}


def main(folder):
    folder = pathlib.Path(folder)
    board, judge = Board(folder / "export"), Judge()
    for path in sorted((folder / "pages").iterdir()):
        kind, period = path.stem.split("-", 1)
        if kind == "dashboard":
            dashboard(judge, board, int(period), json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal))
        else:
            SHEETS[kind](judge, board, period, Workbook(path))
    for difference in judge.differences[:40]:
        print(difference)
    print(f"{judge.compared} compared, {len(judge.differences)} different")
    return 1 if judge.differences else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
