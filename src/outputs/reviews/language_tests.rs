//! Every sentence the portal writes into a review, with nothing, one and several of everything, estimates and gaps, in both
//! languages: none has a slip of language, and none contradicts the number it stands beside.

use super::material::Material;
use std::sync::Arc;

use super::compose;
use super::db::ProjectRow;
use super::infrastructure;
use super::proof;
use super::published_year;
use crate::foundation::documents::Block;
use crate::foundation::i18n::Lang;
use crate::foundation::i18n::wording::slips::slips;
use crate::foundation::kernel::Vintage;
use crate::foundation::kernel::testing::dec;
use crate::outputs::dashboard::overview::{Reporting, Tenants};
use crate::outputs::dashboard::{Line, Overview};
use crate::registers::tasks::model::Task;
use crate::registers::tasks::tally::{self, Tally};
use crate::returns::coverage::Coverage;

type Changed = Box<dyn Fn(&mut Material)>;

fn changed(name: String, change: impl Fn(&mut Material) + 'static) -> (String, Changed) {
    (name, Box::new(change))
}

fn overview(material: &mut Material) -> &mut Overview {
    Arc::get_mut(&mut material.overview).expect("nobody else holds it")
}

fn every_line(material: &mut Material, change: impl Fn(&mut Line)) {
    let overview = overview(material);
    overview
        .lines
        .iter_mut()
        .chain(&mut overview.products)
        .for_each(change);
}

/// So many of eleven reported; the others stated 900 the last time.
fn of_eleven(reported: i64) -> Coverage {
    Coverage {
        expected: 11,
        reported,
        last_known: dec!(900),
        ..Coverage::default()
    }
}

fn project() -> ProjectRow {
    ProjectRow {
        name: "Dự án".to_owned(),
        origin: "foreign".to_owned(),
        investor: None,
        currency: "usd".to_owned(),
        capital: None,
        by_origin: None,
    }
}

/// The cases, each with its name.
fn cases() -> Vec<(String, Changed)> {
    let mut cases = vec![
        changed("as it is".to_owned(), |_| {}),
        changed("estimates".to_owned(), |material| {
            every_line(material, |line| line.vintage = Some(Vintage::Estimate))
        }),
        changed("no figures".to_owned(), |material| {
            every_line(material, |line| {
                (line.actual, line.plan, line.prior, line.vintage) = (None, None, None, None)
            });
        }),
        changed("three of eleven reported".to_owned(), |material| {
            every_line(material, |line| line.coverage = Some(of_eleven(3)))
        }),
        changed("the year before is not whole".to_owned(), |material| {
            every_line(material, |line| line.prior_coverage = Some(of_eleven(10)))
        }),
        changed("as before".to_owned(), |material| {
            every_line(material, |line| line.prior = line.actual)
        }),
        changed("a hair less".to_owned(), |material| {
            every_line(material, |line| {
                line.prior = line.actual.map(|actual| actual + dec!(0.01))
            });
        }),
        changed("one fell".to_owned(), |material| {
            every_line(material, |line| {
                line.prior = line
                    .actual
                    .filter(|_| line.indicator.code == "revenue")
                    .map(|a| a + dec!(5))
            });
        }),
        changed("small figures".to_owned(), |material| {
            every_line(material, |line| {
                line.actual = line.actual.map(|actual| actual / dec!(125))
            });
        }),
    ];
    cases.extend((0..3).flat_map(cases_of_count));
    cases
}

/// The cases in which there are so many of something.
fn cases_of_count(count: usize) -> Vec<(String, Changed)> {
    let mut cases = Vec::new();
    {
        cases.push(changed(format!("{count} new projects"), move |m| {
            m.projects = (0..count).map(|_| project()).collect()
        }));
        cases.push(changed(
            format!("{count} schemes, {count} of them unknown"),
            move |m| {
                m.schemes = published_year::schemes().into_iter().take(count).collect();
                for scheme in &mut m.schemes {
                    (scheme.spared, scheme.cost) = (None, None);
                    scheme.sponsors.truncate(1);
                }
            },
        ));
        for operating in 0..=count {
            cases.push(changed(
                format!("{count} tenants, {operating} operating"),
                move |material| {
                    overview(material).tenants = Tenants {
                        tenants: i64::try_from(count).expect("few"),
                        operating: i64::try_from(operating).expect("few"),
                    };
                },
            ));
        }
        cases.push(changed(
            format!("{count} reports expected"),
            move |material| {
                let expected = i64::try_from(count).expect("few");
                overview(material).reporting = Reporting {
                    expected,
                    accepted: expected.min(1),
                    waiting: 0,
                    drafting: 0,
                };
            },
        ));
        cases.push(changed(format!("{count} works"), move |material| {
            material.infrastructure.works.truncate(count)
        }));
        cases.push(changed(format!("{count} plants"), move |material| {
            let one = infrastructure::tests::example().plants.remove(0);
            material.infrastructure.plants = (0..count).map(|_| one.clone()).collect();
        }));
        cases.push(changed(
            format!("{count} plants without a reading"),
            move |material| {
                let mut one = infrastructure::tests::example().plants.remove(0);
                material.infrastructure.plants.extend((0..count).map(|_| {
                    one.readings.clear();
                    one.clone()
                }));
            },
        ));
    }
    cases
}

#[test]
fn no_sentence_of_a_review_has_a_slip_whatever_there_is_to_count() {
    let mut wrong = Vec::new();
    for (name, change) in cases() {
        for lang in Lang::ALL {
            let mut material = published_year::material("assessment", "");
            material.board.name = "Ban Quản lý các khu công nghiệp".to_owned();
            material.board.name_en = "Industrial Zones Management Board".to_owned();
            change(&mut material);
            let document = compose::document(&material, lang);
            for block in &document.body {
                let texts: Vec<String> = match block {
                    Block::Paragraph { spans } => {
                        vec![spans.iter().map(|span| span.text.as_str()).collect()]
                    }
                    Block::Table { table } => table.notes.clone(),
                    _ => Vec::new(),
                };
                for text in texts {
                    let found = slips(&text);
                    if !found.is_empty() {
                        wrong.push(format!("{name}: {found:?} in “{text}”"));
                    }
                }
                // A figure in a sentence ends in its unit or in "%".
                if let Block::Paragraph { spans } = block {
                    let bare = |text: &str| text.ends_with(|last: char| last.is_ascii_digit());
                    let bare = spans
                        .iter()
                        .filter(|span| span.href.is_some() && bare(&span.text));
                    wrong.extend(bare.map(|span| format!("{name}: “{}” has no unit", span.text)));
                }
            }
            let faults = proof::read(&document, &material, lang);
            let said = faults
                .iter()
                .filter(|fault| fault.place.contains("cổng") || fault.place.contains("portal"));
            wrong.extend(said.map(|fault| format!("{name}: {fault:?}")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn an_estimate_is_said_before_the_verb() {
    let mut material = published_year::material("assessment", "");
    every_line(&mut material, |line| line.vintage = Some(Vintage::Estimate));
    let text = |lang| {
        let document = compose::document(&material, lang);
        let spans = document.body.iter().filter_map(|block| match block {
            Block::Paragraph { spans } => Some(spans),
            _ => None,
        });
        spans
            .flatten()
            .map(|span| span.text.as_str())
            .collect::<String>()
    };
    let vietnamese = text(Lang::Vi);
    assert!(
        vietnamese.contains("Tổng doanh thu ước đạt 1.054 tỷ đồng, đạt 106% kế hoạch"),
        "{vietnamese}"
    );
    assert!(
        vietnamese.contains("Số lao động ước là hơn 1.000 người"),
        "{vietnamese}"
    );
    assert!(
        vietnamese.contains("Gỗ ván dán ước 114.273 m³"),
        "{vietnamese}"
    );
    assert!(text(Lang::En).contains("Workers came to over 1,000 people (an estimate)"));
}

#[test]
fn the_account_of_work_counts_in_good_language() {
    for work in [Task::Obstacle, Task::KeyTask] {
        for n in 0..3 {
            let tally = Tally {
                opening: n,
                received: n,
                reopened: n,
                resolved: n,
                dropped: n,
                closing: n,
            };
            for lang in Lang::ALL {
                let said = tally::sentence(&tally, work, 2022, lang);
                assert!(slips(&said).is_empty(), "{:?} in “{said}”", slips(&said));
            }
        }
    }
    let one = Tally {
        opening: 1,
        received: 2,
        resolved: 1,
        closing: 2,
        ..Tally::default()
    };
    assert_eq!(
        tally::sentence(&one, Task::Obstacle, 2022, Lang::En),
        "1 obstacle was carried over from 2021; in the year 2 were received and 1 was resolved; 2 are carried over to 2023."
    );
}

#[test]
fn only_what_fell_is_listed_as_fallen() {
    let mut material = published_year::material("assessment", "");
    every_line(&mut material, |line| {
        line.prior = line.actual.map(|actual| actual + actual / dec!(10000))
    });
    let document = compose::document(&material, Lang::Vi);
    let text: String = document
        .body
        .iter()
        .filter_map(|block| match block {
            Block::Paragraph { spans } => Some(
                spans
                    .iter()
                    .map(|span| span.text.as_str())
                    .collect::<String>(),
            ),
            _ => None,
        })
        .collect();
    assert!(
        text.contains("một số chỉ tiêu giảm: tổng doanh thu giảm 0,01% so với năm 2021"),
        "{text}"
    );
    assert!(!text.contains("tương đương"), "{text}");
}

/// All that is said in paragraphs.
fn said(material: &Material, lang: Lang) -> String {
    let document = compose::document(material, lang);
    let spans = document.body.iter().filter_map(|block| match block {
        Block::Paragraph { spans } => Some(spans),
        _ => None,
    });
    spans.flatten().map(|span| span.text.as_str()).collect()
}

#[test]
fn a_total_somebody_is_missing_from_says_so_in_its_sentence_and_is_compared_with_nothing() {
    let mut material = published_year::material("assessment", "");
    every_line(&mut material, |line| {
        line.prior = line.actual.map(|actual| actual * dec!(5));
        if line.indicator.code == "revenue" {
            line.coverage = Some(of_eleven(3));
        }
    });
    let vietnamese = said(&material, Lang::Vi);
    assert!(
        vietnamese.contains(
            "Tổng doanh thu (mới có số liệu của 3/11 doanh nghiệp, hơn 99,9% theo số gần nhất) đạt 1.054 tỷ đồng; "
        ),
        "{vietnamese}"
    );
    // The others say how they stand; revenue is in no list of what fell.
    assert!(
        vietnamese
            .contains("giá trị xuất khẩu đạt gần 38 triệu đô la Mỹ, đạt 109% kế hoạch, giảm 80,0%"),
        "{vietnamese}"
    );
    assert!(!vietnamese.contains("tổng doanh thu giảm"), "{vietnamese}");
    let english = said(&material, Lang::En);
    assert!(
        english.contains("(figures of 3 of 11 enterprises only, "),
        "{english}"
    );
    // A year before that is not whole is no base either.
    every_line(&mut material, |line| {
        (line.coverage, line.prior_coverage) = (None, Some(of_eleven(10)));
    });
    let vietnamese = said(&material, Lang::Vi);
    assert!(
        vietnamese.contains("đạt 106% kế hoạch") && !vietnamese.contains("so với năm 2021"),
        "{vietnamese}"
    );
}
