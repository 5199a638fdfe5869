//! Answers ready to show: in groups, the group with the best answer first.

use askama::Template;

use super::db::Found;
use super::model::{Asked, Kind};
use super::rank::{Part, fit, marked};
use crate::foundation::i18n::{Lang, Text};
use crate::foundation::kernel::Year;
use crate::outputs::dashboard;
use crate::platform::registry::{self, Entity};
use crate::platform::web::offered::Destination;
use crate::platform::web::{Ctx, Page};
use crate::registers::enterprises::ENTERPRISE;
use crate::registers::parcels::PARCEL;
use crate::registers::projects::PROJECT;
use crate::registers::zones::ZONE;

/// Something that answers.
pub enum Hit {
    /// An indicator in a year.
    Figure(Year, Box<dashboard::Row>),
    Record(Kind, Found),
    Page(Destination),
    /// Something to do: a record to add.
    Action(Destination),
}

/// The page of a search; without a question, everything there is to go to.
#[derive(Template)]
#[template(path = "outputs/search/page.html")]
pub struct SearchPage {
    pub page: Page,
    pub asked: Asked,
    pub groups: Vec<Group>,
}

/// The list under the box of every page.
#[derive(Template)]
#[template(path = "outputs/search/list.html")]
pub struct ListPart {
    pub page: Page,
    pub asked: Asked,
    pub groups: Vec<Group>,
}

/// Answers of one kind.
pub struct Group {
    pub label: &'static str,
    pub rows: Vec<Row>,
    /// There are more than are shown.
    pub more: bool,
}

/// One answer.
pub struct Row {
    pub href: String,
    pub icon: &'static str,
    pub name: Vec<Part>,
    /// Code, place, last year.
    pub about: Vec<Part>,
    /// A figure and its unit.
    pub value: Option<(String, String)>,
    /// A state or a verdict: tone, words.
    pub tag: Option<(&'static str, String)>,
}

impl ListPart {
    fn count(&self) -> usize {
        self.groups.iter().map(|group| group.rows.len()).sum()
    }

    /// The page with all of them.
    fn all(&self) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("q", &self.asked.text);
        format!("/search?{}", query.finish())
    }

    fn has_more(&self) -> bool {
        self.groups.iter().any(|group| group.more)
    }
}

pub fn title(asked: &Asked, lang: Lang) -> String {
    let words = Text::new("Tìm trong cổng", "Search the portal").in_lang(lang);
    match asked.is_empty() {
        true => words.to_owned(),
        false => format!("{words}: {}", asked.text),
    }
}

/// The pages and actions that are meant, in both languages whatever the reader's.
pub fn pages(page: &Page, asked: &Asked) -> Vec<(u32, Hit)> {
    let words = asked.without_year();
    let mut hits = Vec::new();
    for there in page.destinations() {
        let both = |text: Text| format!("{} {}", text.vi, text.en);
        let around = format!("{} {}", both(there.section), both(there.group));
        let fits = |label: Text| {
            let own = fit(&words, &[], label.vi, label.en);
            // By what stands over it a page is found after those that say it themselves.
            own.or_else(|| fit(&words, &[], &both(label), &around).map(|fit| fit.min(450)))
        };
        hits.extend(fits(there.label).map(|fit| (fit, Hit::Page(there))));
        if let Some(creates) = there.creates.filter(|creates| page.can(creates.1)) {
            hits.extend(
                fit(&words, &[], creates.0.vi, creates.0.en).map(|fit| (fit, Hit::Action(there))),
            );
        }
    }
    hits
}

/// Beside what answers to a question with a year: the pages of that year. Asked for the year alone, they come before whatever
/// has the number in its name.
pub fn pages_of_the_year(page: &Page, asked: &Asked) -> Vec<(u32, Hit)> {
    let words = asked.without_year();
    let place = if words.is_empty() { 900 } else { 0 };
    let said = |there: &Destination| fit(&words, &[], there.label.vi, there.label.en);
    page.destinations()
        .filter(|there| there.by_year.is_some() && asked.year.is_some())
        .filter(|there| said(there).is_none())
        .map(|there| (place, Hit::Page(there)))
        .collect()
}

/// The groups in the order in which they hold the best answers.
pub fn groups(ctx: &Ctx, asked: &Asked, hits: Vec<(u32, Hit)>, most: usize) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (_, hit) in hits {
        let label = label(&hit).in_lang(ctx.lang);
        let at = groups.iter().position(|group| group.label == label);
        let at = at.unwrap_or_else(|| {
            groups.push(Group {
                label,
                rows: Vec::new(),
                more: false,
            });
            groups.len() - 1
        });
        if groups[at].rows.len() < most {
            groups[at].rows.push(row(&hit, asked, ctx.lang));
        } else {
            groups[at].more = true;
        }
    }
    groups
}

fn label(hit: &Hit) -> Text {
    match hit {
        Hit::Figure(..) => Text::new("Số liệu", "Figures"),
        Hit::Record(kind, _) => entity(*kind).words.many,
        Hit::Page(_) => Text::new("Trang", "Pages"),
        Hit::Action(_) => Text::new("Việc làm", "Actions"),
    }
}

fn entity(kind: Kind) -> &'static Entity {
    match kind {
        Kind::Zone => &ZONE,
        Kind::Enterprise => &ENTERPRISE,
        Kind::Project => &PROJECT,
        Kind::Parcel => &PARCEL,
    }
}

fn row(hit: &Hit, asked: &Asked, lang: Lang) -> Row {
    let say = |vi, en| Text::new(vi, en).in_lang(lang);
    let mark = |text: &str| marked(text, &asked.without_year());
    match hit {
        Hit::Figure(year, figure) => Row {
            href: figure.href.clone(),
            icon: "bar-chart",
            name: mark(&format!("{}, {} {year}", figure.name, say("năm", "year"))),
            about: plain(
                [figure.covers.clone(), last_year(figure, *year, lang)]
                    .into_iter()
                    .filter(|words| !words.is_empty())
                    .collect::<Vec<_>>()
                    .join(" · "),
            ),
            value: Some((figure.actual.clone(), figure.unit.clone())),
            tag: (figure.percent_note.is_empty() && !figure.verdict.is_empty()).then(|| {
                let words = format!("{} {}", figure.percent, say("kế hoạch", "of plan"));
                (figure.tone, words)
            }),
        },
        Hit::Record(kind, found) => record(*kind, found, asked, lang),
        Hit::Page(there) => {
            let year = asked.year.zip(there.by_year);
            let label = there.label.in_lang(lang);
            Row {
                href: match year {
                    Some((year, path)) => format!("/{}", path.replace("{year}", &year.to_string())),
                    None => format!("/{}", there.path),
                },
                icon: "file-text",
                name: mark(&year.map_or(label.to_owned(), |(year, _)| format!("{label} {year}"))),
                about: plain(format!(
                    "{} › {}",
                    there.section.in_lang(lang),
                    there.group.in_lang(lang)
                )),
                value: None,
                tag: None,
            }
        }
        Hit::Action(there) => Row {
            href: format!("/{}/new", there.path),
            icon: "plus",
            name: mark(there.creates.map_or("", |(words, _)| words.in_lang(lang))),
            about: plain(there.label.in_lang(lang).to_owned()),
            value: None,
            tag: None,
        },
    }
}

fn plain(text: String) -> Vec<Part> {
    Some(Part { text, asked: false })
        .into_iter()
        .filter(|part| !part.text.is_empty())
        .collect()
}

/// What the year before was, and how that differs.
fn last_year(figure: &dashboard::Row, year: Year, lang: Lang) -> String {
    let before = Text::new("năm", "in").in_lang(lang);
    match figure.prior.as_str() {
        "–" => String::new(),
        prior => format!("{before} {}: {prior}", year.before()),
    }
}

fn record(kind: Kind, found: &Found, asked: &Asked, lang: Lang) -> Row {
    let entity = entity(kind);
    let words = asked.words_for(kind);
    let (icon, state) = match kind {
        Kind::Zone => ("map", "status"),
        Kind::Enterprise => ("building", "status"),
        Kind::Project => ("factory", "status"),
        Kind::Parcel => ("map", "state"),
    };
    let code = Some(found.code.as_str()).filter(|code| *code != found.name);
    let investor = Some(found.besides.as_str()).filter(|_| kind == Kind::Project);
    let about: Vec<&str> = code
        .into_iter()
        .chain(found.number.as_deref())
        .chain(investor)
        .chain([found.place.as_str()])
        .filter(|text| !text.is_empty())
        .collect();
    let name = match kind {
        Kind::Parcel => format!("{} {}", Text::new("Lô", "Parcel").in_lang(lang), found.name),
        Kind::Zone | Kind::Enterprise | Kind::Project => found.name.clone(),
    };
    let choice = match entity.field(state).map(|field| &field.kind) {
        Some(registry::Kind::Choice(choices)) => {
            choices.iter().find(|choice| choice.code == found.state)
        }
        _ => None,
    };
    Row {
        href: format!("/{}/{}", entity.path, found.id),
        icon,
        name: marked(&name, words),
        about: marked(&about.join(" · "), words),
        value: None,
        tag: choice.map(|choice| (choice.tone, choice.label.in_lang(lang).to_owned())),
    }
}
