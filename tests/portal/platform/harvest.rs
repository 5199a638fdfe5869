//! The forms and links the pages of the portal offer, to be sent again with other values.

use crate::support::{Page, route_of};
use axum::http::Method;
use izportal::platform::web::Mounted;
use scraper::{ElementRef, Html, Selector};
use std::collections::{BTreeMap, BTreeSet};

/// A form as some page showed it.
#[derive(Clone)]
pub(super) struct Sent {
    pub(super) action: String,
    pub(super) fields: Vec<(String, Vec<u8>)>,
    pub(super) multipart: bool,
}

/// What the pages offer to ask and to send, by route.
#[derive(Default)]
pub(super) struct Harvest {
    pub(super) queries: BTreeMap<String, BTreeSet<String>>,
    pub(super) forms: BTreeMap<String, Vec<Sent>>,
}

impl Harvest {
    pub(super) fn read(&mut self, page: &Page, routes: &[Mounted]) {
        let select = |selector: &str| Selector::parse(selector).expect("a valid selector");
        let html = Html::parse_document(&page.text());
        for link in html.select(&select("a[href^='/']")) {
            let Some((path, query)) = link.attr("href").and_then(|href| href.split_once('?'))
            else {
                continue;
            };
            self.note_query(
                routes,
                path,
                form_urlencoded::parse(query.as_bytes()).map(|(name, _)| name.into_owned()),
            );
        }
        for form in html.select(&select("form[action^='/']")) {
            let action = form.attr("action").unwrap_or_default();
            let id = form.attr("id").unwrap_or("no-such-form");
            let outside = select(&format!("[form='{id}']"));
            let fields: Vec<(String, Vec<u8>)> = form
                .select(&select("[name]"))
                .chain(html.select(&outside))
                .filter_map(field)
                .collect();
            if form.attr("method") != Some("post") {
                self.note_query(routes, action, fields.into_iter().map(|(name, _)| name));
                continue;
            }
            let Some(route) = route_of(routes, &Method::POST, action) else {
                continue;
            };
            let multipart = form
                .attr("enctype")
                .is_some_and(|kind| kind.starts_with("multipart"));
            let known = self.forms.entry(route.path.clone()).or_default();
            let names = |fields: &[(String, Vec<u8>)]| {
                fields
                    .iter()
                    .map(|(name, _)| name.clone())
                    .collect::<BTreeSet<_>>()
            };
            if known.len() < 3
                && known
                    .iter()
                    .all(|other| names(&other.fields) != names(&fields))
            {
                known.push(Sent {
                    action: action.to_owned(),
                    fields,
                    multipart,
                });
            }
        }
    }

    fn note_query(&mut self, routes: &[Mounted], path: &str, names: impl Iterator<Item = String>) {
        if let Some(route) = route_of(routes, &Method::GET, path) {
            self.queries
                .entry(route.path.clone())
                .or_default()
                .extend(names);
        }
    }
}

/// A field with what a browser would send of it.
fn field(element: ElementRef<'_>) -> Option<(String, Vec<u8>)> {
    let name = element.attr("name")?.to_owned();
    let value = match element.value().name() {
        "textarea" => element.text().collect(),
        "select" => {
            let options = Selector::parse("option").expect("a valid selector");
            let mut options: Vec<_> = element.select(&options).collect();
            options.sort_by_key(|option| option.attr("selected").is_none());
            options
                .first()
                .and_then(|option| option.attr("value"))
                .unwrap_or_default()
                .to_owned()
        }
        _ => element.attr("value").unwrap_or_default().to_owned(),
    };
    Some((name, value.into_bytes()))
}
