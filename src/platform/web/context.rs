//! What a handler knows about the request in front of it.

use axum::extract::FromRequestParts;
use axum::http::Uri;
use axum::http::request::Parts;

use super::error::AppError;
use super::flash::Flash;
use super::own_path::is_own_path;
use super::page::Page;
use super::state::AppState;
use crate::foundation::i18n::{Lang, Text};
use crate::foundation::kernel::{Actor, Caller, Origin};

/// Facts about the request that the outer layers found out, before any handler runs.
#[derive(Debug, Clone)]
pub struct RequestFacts {
    pub request_id: String,
    /// The address of the other end; behind a proxy that is trusted, what it says of the client's.
    pub address: String,
    pub lang: Lang,
}

/// The request of somebody who may or may not have signed in.
pub struct Visit {
    pub state: AppState,
    pub actor: Option<Actor>,
    pub facts: RequestFacts,
    pub lang: Lang,
    uri: Uri,
    flash: Option<Flash>,
}

impl Visit {
    /// A page for this reader.
    pub fn page(&self, title: impl Into<String>) -> Page {
        Page {
            lang: self.lang,
            title: title.into(),
            path: Some(self.uri.path())
                .filter(|path| is_own_path(path))
                .unwrap_or("/")
                .to_owned(),
            query: self.uri.query().unwrap_or_default().to_owned(),
            flash: self.flash.clone(),
            board: self.state.board_name(),
            demo: self.state.demo,
            menu: self.state.menu,
            actor: self.actor.clone(),
            request_id: self.facts.request_id.clone(),
        }
    }

    pub fn say(&self, text: Text) -> &'static str {
        text.in_lang(self.lang)
    }
}

impl FromRequestParts<AppState> for Visit {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Visit, AppError> {
        let facts = parts
            .extensions
            .get::<RequestFacts>()
            .cloned()
            .ok_or_else(|| AppError::internal("a route is mounted outside the request layers"))?;
        Ok(Visit {
            state: state.clone(),
            actor: parts.extensions.get::<Actor>().cloned(),
            lang: facts.lang,
            facts,
            uri: parts.uri.clone(),
            flash: Flash::from_headers(&parts.headers),
        })
    }
}

/// The request of somebody signed in.
pub struct Ctx {
    pub visit: Visit,
    pub actor: Actor,
}

impl Ctx {
    /// Where a write comes from, for the audit log.
    pub fn origin(&self) -> Origin {
        Origin {
            account_id: Some(self.actor.account_id),
            actor: self.actor.display_name.clone(),
            address: self.facts.address.clone(),
            request_id: self.facts.request_id.clone(),
        }
    }

    /// The same reader in another language: what the office sends is Vietnamese, whoever looks at it.
    pub fn in_lang(&self, lang: Lang) -> Ctx {
        let visit = &self.visit;
        Ctx {
            visit: Visit {
                state: visit.state.clone(),
                actor: visit.actor.clone(),
                facts: visit.facts.clone(),
                lang,
                uri: visit.uri.clone(),
                flash: visit.flash.clone(),
            },
            actor: self.actor.clone(),
        }
    }

    /// Whoever acts, for what they want done.
    pub fn caller(&self) -> Caller {
        Caller {
            actor: self.actor.clone(),
            origin: self.origin(),
            lang: self.lang,
        }
    }
}

impl std::ops::Deref for Ctx {
    type Target = Visit;

    fn deref(&self) -> &Visit {
        &self.visit
    }
}

impl FromRequestParts<AppState> for Ctx {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Ctx, AppError> {
        let visit = Visit::from_request_parts(parts, state).await?;
        let actor = visit.actor.clone().ok_or(AppError::SignInRequired)?;
        Ok(Ctx { visit, actor })
    }
}
