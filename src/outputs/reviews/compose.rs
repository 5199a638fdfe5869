//! Puts the review together: parts and headings of the usual year-end report (domain.md §4), figures, tables.

use super::material::{Material, WorkOfYear, new_projects, tenants_of_year};
use super::sentences::{self, Place};
use crate::foundation::documents::{self, Block, Document, Letterhead, Signature, Span};
use crate::foundation::i18n::wording::{Idiom, Magnitude, Noun, padded};
use crate::foundation::i18n::{self, Lang};
use crate::outputs::dashboard::Line;
use crate::outputs::dashboard::overview::ZoneArea;
use crate::registers::schemes::model::{Scheme, Totals};
use crate::registers::tasks::model::Task;
use crate::registers::tasks::tally;
use crate::standards::indicators::Known;
use rust_decimal::Decimal;

/// The review as a document.
pub fn document(material: &Material, lang: Lang) -> Document {
    let year = material.overview.year;
    let composer = Composer { material, lang };
    let mut body: Vec<Block> = material.remark.iter().map(Block::text).collect();
    body.extend(composer.part_one());
    // A paper recomputed on another structure tells results, and no plans of work.
    if material.remark.is_none() {
        body.extend(composer.part_two());
    }
    body.push(composer.end());
    let addressees =
        documents::addressees(material.review.addressees.as_deref().unwrap_or_default());
    Document {
        lang: lang.code(),
        letterhead: composer.letterhead(),
        kind: composer.say("BÁO CÁO", "REPORT").to_owned(),
        subject: match lang {
            Lang::Vi => format!(
                "Tổng kết công tác năm {year}, phương hướng, nhiệm vụ năm {}",
                year.after()
            ),
            Lang::En => format!(
                "Review of the year {year}, directions and tasks for {}",
                year.after()
            ),
        },
        as_of: composer.as_of(),
        greeting: match lang {
            Lang::Vi => "Kính gửi:",
            Lang::En => "To:",
        },
        recipients: documents::recipients(
            material.review.recipients.as_deref().unwrap_or_default(),
            !addressees.is_empty(),
        ),
        addressees,
        body,
        signature: Signature {
            capacity: material
                .review
                .capacity
                .lines()
                .map(str::to_owned)
                .collect(),
            name: material.review.signer.clone().unwrap_or_default(),
        },
    }
}

const SCHEME: Noun<'static> = ("đồ án", "planning scheme", "planning schemes");

/// A paragraph, where there is something to say.
fn paragraph(spans: Vec<Span>) -> Option<Block> {
    (!spans.is_empty()).then_some(Block::Paragraph { spans })
}

/// One material being written up in one language.
pub(super) struct Composer<'a> {
    pub(super) material: &'a Material,
    pub(super) lang: Lang,
}

impl Composer<'_> {
    pub(super) fn say<'t>(&self, vi: &'t str, en: &'t str) -> &'t str {
        match self.lang {
            Lang::Vi => vi,
            Lang::En => en,
        }
    }

    fn letterhead(&self) -> Letterhead {
        let Material {
            board,
            review,
            overview,
            ..
        } = self.material;
        // Without a number or a day there is room to write them by hand.
        let number = review
            .number
            .clone()
            .unwrap_or_else(|| "        ".to_owned());
        let date = match review.signed_on {
            Some(day) => i18n::document_date(day),
            None => format!("ngày      tháng      năm {}", overview.year.after()),
        };
        Letterhead {
            superior: board.superior.clone(),
            agency: board.name.to_uppercase(),
            number: format!("Số: {number}/BC-{}", board.abbreviation),
            place_date: format!("{}, {date}", board.place),
        }
    }

    /// Up to which day the figures go: the day that was stated, else that of the last accepted report among them.
    fn as_of(&self) -> String {
        let Material {
            review,
            accepted_until,
            ..
        } = self.material;
        let (words, day) = match (review.cut_off_on, accepted_until) {
            (Some(day), _) => (self.say("Số liệu tính đến ngày", "Figures as of"), day),
            (None, Some(day)) => (
                self.say(
                    "Số liệu theo báo cáo đã duyệt đến ngày",
                    "Figures from reports accepted by",
                ),
                *day,
            ),
            (None, None) => return String::new(),
        };
        format!("({words} {})", i18n::format_date(day))
    }

    fn part(&self, vi: &str, en: &str, title: String) -> Block {
        Block::Part {
            number: self.say(vi, en).to_owned(),
            title,
        }
    }

    fn section(&self, vi: &str, en: &str) -> Block {
        Block::Section {
            text: self.say(vi, en).to_owned(),
        }
    }

    fn clause(&self, vi: &str, en: &str) -> Block {
        Block::Clause {
            text: self.say(vi, en).to_owned(),
        }
    }

    /// What staff wrote for a section, a paragraph a line.
    fn written(&self, section: &str) -> Vec<Block> {
        let text = self
            .material
            .sections
            .get(section)
            .map_or("", String::as_str);
        text.lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .map(Block::text)
            .collect()
    }

    fn part_one(&self) -> Vec<Block> {
        let year = self.material.overview.year;
        let title = match self.lang {
            Lang::Vi => format!("KẾT QUẢ THỰC HIỆN NHIỆM VỤ NĂM {year}"),
            Lang::En => format!("RESULTS OF THE YEAR {year}"),
        };
        let mut body = vec![self.part("Phần thứ nhất", "Part one", title)];
        body.push(self.section(
            "I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH",
            "I. DIRECTION AND MANAGEMENT",
        ));
        body.extend(self.written("leadership"));
        body.extend(self.task_account());
        body.push(self.section("II. KẾT QUẢ THỰC HIỆN CÁC NHIỆM VỤ", "II. RESULTS BY FIELD"));
        body.push(self.clause(
            "1. Quy hoạch, xây dựng, phát triển hạ tầng khu công nghiệp",
            "1. Planning, construction and infrastructure",
        ));
        let infrastructure = &self.material.infrastructure;
        body.extend(paragraph(infrastructure.works(self.lang)));
        body.extend(paragraph(infrastructure.wastewater(self.lang)));
        body.extend(self.written("planning"));
        body.push(Block::Table {
            table: self.zones_table(),
        });
        if self.material.schemes.iter().any(Scheme::counts) {
            body.push(Block::Table {
                table: self.schemes_table(),
            });
        }
        body.push(self.clause(
            "2. Xúc tiến và thu hút đầu tư",
            "2. Investment promotion and attraction",
        ));
        body.extend(self.attraction());
        body.extend(self.written("attraction"));
        body.push(self.clause(
            "3. Tình hình sản xuất, kinh doanh",
            "3. Production and business",
        ));
        body.extend(self.business());
        body.push(self.clause(
            "4. Quản lý doanh nghiệp, lao động",
            "4. Enterprises and labour",
        ));
        body.extend(self.labour());
        body.extend(self.written("labour"));
        body.push(self.clause("5. Đất đai, môi trường", "5. Land and environment"));
        body.extend(self.land());
        body.extend(paragraph(infrastructure.monitoring(self.lang)));
        body.extend(self.written("environment"));
        body.push(self.clause("6. Tháo gỡ khó khăn, vướng mắc", "6. Obstacles"));
        body.extend(self.obstacles());
        body.push(self.section("III. ĐÁNH GIÁ CHUNG", "III. GENERAL ASSESSMENT"));
        body.extend(
            sentences::falls(self.material.overview.main_lines(), year, self.lang).map(Block::text),
        );
        body.extend(self.written("assessment"));
        body
    }

    fn line(&self, known: Known) -> Option<&Line> {
        self.material.overview.line(known)
    }

    fn attraction(&self) -> Vec<Block> {
        let Material {
            schemes, projects, ..
        } = self.material;
        let sponsorship = Totals::of(schemes);
        let mut text = new_projects(projects.len(), self.lang);
        if sponsorship.schemes > 0 {
            let sponsors = padded(
                sponsorship.sponsors,
                ("doanh nghiệp", "enterprise", "enterprises"),
                self.lang,
            );
            let schemes = padded(sponsorship.schemes, SCHEME, self.lang);
            text.push_str(&match self.lang {
                Lang::Vi => format!(
                    "; kêu gọi được {sponsors} tài trợ cho {schemes} quy hoạch khu công nghiệp"
                ),
                Lang::En => format!("; {sponsors} paid for {schemes}"),
            });
            text.push_str(&self.spared(&sponsorship));
        }
        text.push('.');
        let mut blocks = vec![Block::text(text)];
        if !projects.is_empty() {
            blocks.push(Block::Table {
                table: self.projects_table(),
            });
        }
        blocks
    }

    /// What the budget was spared, and how many schemes that leaves out; nothing while nothing is known.
    fn spared(&self, totals: &Totals) -> String {
        let spared = Magnitude::rounded(totals.spared / Decimal::from(1_000_000_000), Decimal::ONE);
        let Some(spared) = spared.filter(|_| !totals.spared.is_zero()) else {
            return String::new();
        };
        let spared = spared.text(self.say("tỷ đồng", "billion dong"), self.lang);
        let unknown = padded(totals.unknown, SCHEME, self.lang);
        match (self.lang, totals.unknown) {
            (Lang::Vi, 0) => format!(", làm lợi cho ngân sách nhà nước {spared}"),
            (Lang::Vi, _) => format!(
                ", làm lợi cho ngân sách nhà nước {spared} (chưa kể {unknown} chưa đủ số liệu)"
            ),
            (Lang::En, 0) => format!(", sparing the state budget {spared}"),
            (Lang::En, _) => {
                format!(", sparing the state budget {spared} (without {unknown} not fully known)")
            }
        }
    }

    /// The figures paragraph: outputs, then revenue, exports, budget.
    fn business(&self) -> Vec<Block> {
        let overview = &self.material.overview;
        let mut blocks = Vec::new();
        let outputs = sentences::outputs(&overview.products, self.lang);
        if !outputs.is_empty() {
            let mut spans = vec![Span::text(self.say(
                "Sản lượng các mặt hàng sản xuất gồm: ",
                "Output of the main products: ",
            ))];
            spans.extend(outputs);
            spans.push(Span::text("."));
            blocks.push(Block::Paragraph { spans });
        }
        let mut spans: Vec<Span> = Vec::new();
        // The budget is held against the year before ("bằng 105%"), the others say how they moved.
        for (known, prior) in [
            (Known::Revenue, Idiom::Change),
            (Known::Exports, Idiom::Change),
            (Known::Budget, Idiom::Share),
        ] {
            let Some(line) = self.line(known) else {
                continue;
            };
            let place = if spans.is_empty() {
                Place::Start
            } else {
                Place::Within
            };
            if place == Place::Within {
                spans.push(Span::text("; "));
            }
            spans.extend(sentences::result(line, prior, place, self.lang));
        }
        if !spans.is_empty() {
            spans.push(Span::text("."));
            blocks.push(Block::Paragraph { spans });
        }
        blocks.push(Block::Table {
            table: self.indicators_table(),
        });
        if overview.products.iter().any(|line| line.actual.is_some()) {
            blocks.push(Block::Table {
                table: self.products_table(),
            });
        }
        blocks
    }

    fn labour(&self) -> Vec<Block> {
        let tenants = &self.material.overview.tenants;
        let mut blocks = vec![Block::text(tenants_of_year(
            tenants.tenants,
            tenants.operating,
            self.lang,
        ))];
        if let Some(line) = self.line(Known::Workers) {
            let mut spans = sentences::result(line, Idiom::Change, Place::Start, self.lang);
            spans.push(Span::text("."));
            blocks.push(Block::Paragraph { spans });
        }
        blocks
    }

    fn land(&self) -> Vec<Block> {
        let sum = |part: fn(&ZoneArea) -> Decimal| -> Decimal {
            self.material.overview.areas.iter().map(part).sum()
        };
        let (leased, leasable) = (sum(|area| area.leased), sum(|area| area.leasable));
        let Some(rate) = (leased * Decimal::ONE_HUNDRED).checked_div(leasable) else {
            return Vec::new();
        };
        let ha = |area: Decimal| i18n::format_plain(area / Decimal::from(10_000), 2, self.lang);
        let rate = i18n::format_percent(rate, 2, self.lang);
        vec![Block::text(match self.lang {
            Lang::Vi => format!(
                "Diện tích đất công nghiệp đã cho thuê {} ha trên {} ha đất công nghiệp có thể cho thuê, tỷ lệ lấp đầy {rate} (tính theo đất đã cho thuê trên đất công nghiệp cho thuê).",
                ha(leased),
                ha(leasable)
            ),
            Lang::En => format!(
                "{} ha of {} ha of leasable industrial land are leased: an occupancy of {rate} (leased ÷ leasable).",
                ha(leased),
                ha(leasable)
            ),
        })]
    }

    fn obstacles(&self) -> Vec<Block> {
        let WorkOfYear {
            obstacles,
            obstacle_tally,
            ..
        } = &self.material.work;
        if obstacles.is_empty() {
            return vec![Block::text(self.say(
                "Không phát sinh khó khăn, vướng mắc được phản ánh.",
                "No obstacles were raised.",
            ))];
        }
        let year = self.material.overview.year.number();
        let summary = tally::sentence(obstacle_tally, Task::Obstacle, year, self.lang);
        vec![
            Block::text(summary),
            Block::Table {
                table: self.obstacles_table(),
            },
        ]
    }

    /// The account of the key tasks, where there were any.
    fn task_account(&self) -> Option<Block> {
        let tally = &self.material.work.task_tally;
        let year = self.material.overview.year.number();
        (!tally.is_empty())
            .then(|| Block::text(tally::sentence(tally, Task::KeyTask, year, self.lang)))
    }

    /// The key tasks of the next year, numbered: those set for it, then those carried over to it.
    fn next_tasks(&self) -> Vec<Block> {
        let WorkOfYear {
            next_tasks,
            carried_tasks,
            ..
        } = &self.material.work;
        let carried = carried_tasks.iter().map(|(year, task)| {
            format!(
                "{} {year}: {task}",
                self.say("Chuyển tiếp từ năm", "Carried over from")
            )
        });
        let all = next_tasks.iter().cloned().chain(carried);
        all.enumerate()
            .map(|(index, task)| Block::text(format!("{}. {task}", index + 1)))
            .collect()
    }

    fn part_two(&self) -> Vec<Block> {
        let next = self.material.overview.year.after();
        let title = match self.lang {
            Lang::Vi => format!("PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM {next}"),
            Lang::En => format!("DIRECTIONS AND TASKS FOR {next}"),
        };
        let mut body = vec![self.part("Phần thứ hai", "Part two", title)];
        body.extend(self.written("outlook"));
        body.push(self.section("I. NHIỆM VỤ TRỌNG TÂM", "I. KEY TASKS"));
        let tasks = self.next_tasks();
        if tasks.is_empty() {
            body.push(Block::text(self.say(
                "(Chưa nhập nhiệm vụ trọng tâm của năm sau.)",
                "(No key tasks have been entered for next year.)",
            )));
        }
        body.extend(tasks);
        let proposals = self.written("proposals");
        if !proposals.is_empty() {
            body.push(self.section("II. ĐỀ XUẤT, KIẾN NGHỊ", "II. PROPOSALS"));
            body.extend(proposals);
        }
        body
    }

    /// The sentence that ends the text, with the mark of its end.
    fn end(&self) -> Block {
        let Material {
            board,
            overview,
            remark,
            ..
        } = self.material;
        let (year, next) = (overview.year, overview.year.after());
        let what = match (self.lang, remark) {
            (Lang::Vi, None) => {
                format!("báo cáo tổng kết công tác năm {year}, phương hướng, nhiệm vụ năm {next}")
            }
            (Lang::Vi, Some(_)) => format!("kết quả thực hiện nhiệm vụ năm {year}"),
            (Lang::En, None) => format!("the review of {year} and the plan of work for {next}"),
            (Lang::En, Some(_)) => format!("the results of the year {year}"),
        };
        Block::text(match self.lang {
            Lang::Vi => format!("Trên đây là {what} của {}./.", board.name),
            Lang::En => format!("This is {what} of the {}./.", board.name_en),
        })
    }
}
