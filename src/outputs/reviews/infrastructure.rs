//! What the review says of works and wastewater: the read models of their own pages on the period's last day, in words. Nothing
//! is said where nothing was stated; what is missing is said to be missing, and never counts as a nought unsaid.

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

use crate::foundation::documents::Span;
use crate::foundation::i18n::wording::{Noun, one_or_many, padded};
use crate::foundation::i18n::{self, Lang};
use crate::foundation::kernel::percent::{Comparison, Ratio};
use crate::registers::wastewater::model::{PARAMETERS, Plant, Reading, Verdict, capacity};
use crate::registers::works::model::{Share, State, Totals, Work, left};

const WORK: Noun<'static> = ("hạng mục", "work", "works");

/// The works and plants of the zones a review speaks of, on a day.
pub struct Infrastructure {
    pub on: NaiveDate,
    pub works: Vec<Work>,
    pub plants: Vec<Plant>,
}

impl Infrastructure {
    /// Every share the sentences state: what the proof recomputes them from.
    pub fn shares(&self) -> Vec<Ratio> {
        let totals = Totals::of(&self.all());
        let works = [
            totals.clearance,
            totals.levelling,
            totals.money,
            totals.completion,
        ]
        .map(|share| share.ratio());
        works.into_iter().chain([self.load().2]).collect()
    }

    fn all(&self) -> Vec<&Work> {
        self.works.iter().collect()
    }

    /// How many works stand how, those done first.
    fn states(&self, words: &Words) -> Vec<String> {
        let order = [
            State::Done,
            State::UnderWay,
            State::Late,
            State::Stopped,
            State::NotStarted,
        ];
        order
            .into_iter()
            .filter_map(|state| {
                let works = self.works.iter();
                let count = works.filter(|work| work.state(self.on) == state).count();
                let state = state.words().in_lang(words.lang).to_lowercase();
                (count > 0).then(|| words.count(count, (&state, &state, &state)))
            })
            .collect()
    }

    /// How many works there are and how they stand, then each share of them.
    pub fn works(&self, lang: Lang) -> Vec<Span> {
        if self.works.iter().all(|work| work.standing.is_none()) {
            return Vec::new();
        }
        let words = Words {
            lang,
            href: format!("/infrastructure?on={}", i18n::format_date(self.on)),
        };
        let states = self.states(&words);
        let (day, count) = (
            i18n::format_date(self.on),
            words.count(self.works.len(), WORK),
        );
        let were = one_or_many(self.works.len(), "was", "were");
        let opening = match lang {
            Lang::Vi => {
                format!("Đến ngày {day} có {count} giải phóng mặt bằng, san nền, hạ tầng kỹ thuật")
            }
            Lang::En => {
                format!("On {day} there {were} {count} of clearance, levelling and infrastructure")
            }
        };
        let mut spans = vec![Span::text(format!("{opening}: {}. ", states.join(", ")))];
        let all = self.all();
        let totals = Totals::of(&all);
        let area = Base {
            short: words.say("diện tích phải làm", "an area"),
            whole: words.say("phải làm", "to be done"),
            shown: &|value| {
                format!(
                    "{} ha",
                    i18n::format_plain(value / Decimal::from(10_000), 4, lang)
                )
            },
        };
        let unit = words.say("tỷ đồng", "billion dong");
        let budget = Base {
            short: words.say("dự toán", "a budget"),
            whole: words.say("dự toán", "budget"),
            shown: &|value| {
                format!(
                    "{} {unit}",
                    i18n::format_plain(value / Decimal::from(1_000_000_000), 3, lang)
                )
            },
        };
        let clauses = [
            words.quantity(
                "giải phóng mặt bằng",
                "clearance",
                &totals.clearance,
                left(&all, "clearance"),
                &area,
            ),
            words.quantity(
                "san nền",
                "levelling",
                &totals.levelling,
                left(&all, "levelling"),
                &area,
            ),
            words.completion(&totals.completion, budget.short),
            words.quantity("giải ngân", "disbursement", &totals.money, None, &budget),
        ];
        spans.extend(joined(
            clauses.into_iter().filter(|clause| !clause.is_empty()),
        ));
        spans
    }

    /// What was treated in the year: the newest flow of each plant in it, what the plants of these could treat, and the load.
    fn load(&self) -> (Vec<&Reading>, Option<Decimal>, Ratio) {
        let of_year =
            |reading: &&Reading| reading.to_on.year() == self.on.year() && reading.actual.is_some();
        let flows: Vec<&Reading> = self
            .plants
            .iter()
            .filter_map(|plant| plant.readings.iter().find(of_year))
            .collect();
        let sum = |part: fn(&Reading) -> Option<Decimal>| -> Option<Decimal> {
            flows.iter().map(|reading| part(reading)).sum()
        };
        let flow = sum(|reading| reading.actual).filter(|_| !flows.is_empty());
        let load = Comparison::with_whole(flow, sum(|reading| reading.capacity)).percent_of();
        (flows, flow, load)
    }

    /// What the plants can treat, and how much they did; nothing where there is no plant.
    pub fn wastewater(&self, lang: Lang) -> Vec<Span> {
        let plants: Vec<&Plant> = self.plants.iter().collect();
        let Some(able) = capacity(&plants) else {
            return Vec::new();
        };
        let words = Words {
            lang,
            href: self.water_page(),
        };
        let volume = |value: Decimal| {
            let shown = i18n::format_plain(value, 6, lang);
            words.figure(format!("{shown} m³/{}", words.say("ngày đêm", "day")))
        };
        let noun = (
            "nhà máy xử lý nước thải tập trung",
            "central wastewater plant",
            "central wastewater plants",
        );
        let (count, are) = (
            words.count(plants.len(), noun),
            one_or_many(plants.len(), "is", "are"),
        );
        let mut spans = vec![
            Span::text(match lang {
                Lang::Vi => format!("Có {count}, công suất đang vận hành "),
                Lang::En => format!("There {are} {count} with a capacity in operation of "),
            }),
            volume(able),
        ];
        let (flows, flow, load) = self.load();
        let Some(flow) = flow else {
            spans.push(Span::text(words.say(
                "; lưu lượng trong năm: chưa có số liệu.",
                "; no flow was stated in the year.",
            )));
            return spans;
        };
        spans.extend([
            Span::text(words.say("; lưu lượng bình quân ", "; average flow ")),
            volume(flow),
        ]);
        if load.value().is_some() {
            let share = words.figure(i18n::format_ratio(load, 1, lang));
            spans.extend([
                Span::text(" ("),
                share,
                Span::text(words.say(" công suất)", " of capacity)")),
            ]);
        }
        let silent = plants.len() - flows.len();
        if silent > 0 {
            let count = words.count(silent, ("nhà máy", "plant", "plants"));
            let missing = words.say(
                "chưa có số liệu trong năm, không tính",
                "without a figure in the year, left out",
            );
            spans.push(Span::text(format!(" ({count} {missing})")));
        }
        spans.push(Span::text("."));
        spans
    }

    /// What was measured in the year against the permits of its days; nothing where there is no plant.
    pub fn monitoring(&self, lang: Lang) -> Vec<Span> {
        if self.plants.is_empty() {
            return Vec::new();
        }
        let words = Words {
            lang,
            href: self.water_page(),
        };
        let of_year = self
            .plants
            .iter()
            .flat_map(|plant| &plant.readings)
            .filter(|reading| reading.to_on.year() == self.on.year());
        let measured: Vec<(&Reading, Verdict)> = of_year
            .filter_map(|reading| Some((reading, reading.verdict()?)))
            .collect();
        if measured.is_empty() {
            let nothing = words.say(
                "Trong năm chưa có kết quả quan trắc nước thải.",
                "No wastewater was measured in the year.",
            );
            return vec![Span::text(nothing)];
        }
        let are = |meant: Verdict| {
            measured
                .iter()
                .filter(move |(_, verdict)| *verdict == meant)
        };
        let (over, unheld) = (
            are(Verdict::Exceeded).count(),
            are(Verdict::NoLimit).count(),
        );
        let period = ("kỳ", "period", "periods");
        let mut spans = vec![
            Span::text(words.say(
                "Quan trắc nước thải trong năm: ",
                "Wastewater measured in the year: ",
            )),
            words.figure(words.count(measured.len(), period)),
        ];
        if over > 0 {
            let results = || are(Verdict::Exceeded).flat_map(|(reading, _)| reading.results());
            let exceeded = |code: &str| {
                results()
                    .any(|(one, _, _, verdict)| one.code == code && verdict == Verdict::Exceeded)
            };
            let names: Vec<&str> = PARAMETERS
                .iter()
                .filter(|one| exceeded(one.code))
                .map(|one| one.words.in_lang(lang))
                .collect();
            let limit = words.say(
                "vượt giới hạn của giấy phép",
                "over the limits of the permit",
            );
            spans.push(Span::text(format!(
                ", {} {limit} ({})",
                words.count(over, period),
                names.join(", ")
            )));
        } else if unheld < measured.len() {
            spans.push(Span::text(words.say(
                ", không kỳ nào vượt giới hạn của giấy phép",
                ", none over the limits of the permit",
            )));
        }
        if unheld > 0 {
            let limit = words.say("chưa có giới hạn để so", "without a limit to compare with");
            spans.push(Span::text(format!(
                ", {} {limit}",
                words.count(unheld, period)
            )));
        }
        spans.push(Span::text("."));
        spans
    }

    fn water_page(&self) -> String {
        format!("/wastewater?on={}", i18n::format_date(self.on))
    }
}

/// Clauses of one sentence, the first with a capital.
fn joined(clauses: impl Iterator<Item = Vec<Span>>) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for mut clause in clauses {
        if spans.is_empty() {
            let first = &mut clause[0].text;
            let mut letters = first.chars();
            *first = letters.next().map_or_else(String::new, |letter| {
                letter.to_uppercase().chain(letters).collect()
            });
        } else {
            spans.push(Span::text("; "));
        }
        spans.extend(clause);
    }
    spans.push(Span::text("."));
    spans
}

/// What a sum of works is held against: how it is named where it is missing and where it is there, and how amounts are shown.
struct Base<'a> {
    short: &'static str,
    whole: &'static str,
    shown: &'a dyn Fn(Decimal) -> String,
}

/// One language, and the page the figures come from.
struct Words {
    lang: Lang,
    href: String,
}

impl Words {
    fn say(&self, vi: &'static str, en: &'static str) -> &'static str {
        if self.lang == Lang::Vi { vi } else { en }
    }

    fn count(&self, count: usize, noun: Noun<'_>) -> String {
        padded(count, noun, self.lang)
    }

    fn figure(&self, text: String) -> Span {
        Span::figure(text, self.href.clone())
    }

    /// "san nền 59,61 ha trên 73,5 ha phải làm (81,1%), còn 13,89 ha": done of planned, what is left, and what that leaves out.
    fn quantity(
        &self,
        vi: &'static str,
        en: &'static str,
        share: &Share,
        left: Option<Decimal>,
        base: &Base,
    ) -> Vec<Span> {
        let name = self.say(vi, en);
        let Some(whole) = share.whole else {
            return self.without_base(name, share, base.short);
        };
        let whole = self.figure((base.shown)(whole));
        let Some(part) = share.part else {
            let missing = self.say("chưa có số liệu", "no figure yet");
            let rest = format!("){}", self.left_out(share, base.short));
            return vec![
                Span::text(format!("{name}: {missing} ({} ", base.whole)),
                whole,
                Span::text(rest),
            ];
        };
        let of = self.say(" trên ", " of ");
        let percent = self.figure(i18n::format_ratio(share.ratio(), 1, self.lang));
        let mut spans = vec![
            Span::text(format!("{name} ")),
            self.figure((base.shown)(part)),
            Span::text(of),
            whole,
        ];
        spans.extend([Span::text(" ("), percent, Span::text(")")]);
        if let Some(left) = left.filter(|left| *left > Decimal::ZERO) {
            spans.extend([
                Span::text(self.say(", còn ", ", with ")),
                self.figure((base.shown)(left)),
            ]);
            spans.push(Span::text(self.say(" phải làm", " left to do")));
        }
        spans.push(Span::text(self.left_out(share, base.short)));
        spans
    }

    /// "hạ tầng kỹ thuật hoàn thành 80,0% theo dự toán".
    fn completion(&self, share: &Share, base: &str) -> Vec<Span> {
        let name = self.say("hạ tầng kỹ thuật", "infrastructure");
        if share.whole.is_none() {
            return self.without_base(name, share, base);
        }
        if share.part.is_none() {
            let missing = self.say("chưa có số liệu hoàn thành", "no figure yet on completion");
            return vec![Span::text(format!(
                "{name} {missing}{}",
                self.left_out(share, base)
            ))];
        }
        let done = self.say("hoàn thành", "is complete to");
        let rest = format!(
            "{}{}",
            self.say(" theo dự toán", " by budget"),
            self.left_out(share, base)
        );
        vec![
            Span::text(format!("{name} {done} ")),
            self.figure(i18n::format_ratio(share.ratio(), 1, self.lang)),
            Span::text(rest),
        ]
    }

    /// Works there are, but none with a base to hold them against.
    fn without_base(&self, name: &str, share: &Share, base: &str) -> Vec<Span> {
        if share.without_base == 0 {
            return Vec::new();
        }
        let count = self.count(share.without_base, WORK);
        vec![Span::text(format!(
            "{name}: {count} {} {base}",
            self.say("chưa có", "without")
        ))]
    }

    /// " (01 hạng mục chưa có số liệu, tính là bằng 0; 02 hạng mục chưa có dự toán, không tính)".
    fn left_out(&self, share: &Share, base: &str) -> String {
        let mut parts = Vec::new();
        if share.unstated > 0 && share.part.is_some() {
            let silent = self.say(
                "chưa có số liệu, tính là bằng 0",
                "without a figure, counted as nothing",
            );
            parts.push(format!("{} {silent}", self.count(share.unstated, WORK)));
        }
        if share.without_base > 0 {
            let (without, out) = (
                self.say("chưa có", "without"),
                self.say("không tính", "left out"),
            );
            parts.push(format!(
                "{} {without} {base}, {out}",
                self.count(share.without_base, WORK)
            ));
        }
        if parts.is_empty() {
            String::new()
        } else {
            format!(" ({})", parts.join("; "))
        }
    }
}

#[cfg(test)]
pub(super) mod tests;
