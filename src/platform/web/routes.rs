//! Routes that cannot be mounted without saying who may use them.

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request};
use axum::handler::Handler;
use axum::http::Method;
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::{self, MethodRouter};

use super::error::AppError;
use super::state::AppState;
use crate::foundation::kernel::{Actor, Permission};

/// Who may use a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Anybody, signed in or not.
    Public,
    /// Anybody signed in: for what is one's own account, never for what is the board's.
    SignedIn,
    /// Those whose role has the permission.
    Needs(Permission),
}

/// One mounted route, for the test that walks them all with every role.
#[derive(Debug, Clone)]
pub struct Mounted {
    pub method: Method,
    pub path: String,
    pub access: Access,
}

/// A router in the making. `get` and `post` are the only ways in, and both take an [`Access`].
#[derive(Default)]
pub struct Routes {
    router: Router<AppState>,
    mounted: Vec<Mounted>,
}

impl Routes {
    pub fn new() -> Routes {
        Routes::default()
    }

    #[must_use]
    pub fn get<H, T>(self, path: &str, access: Access, handler: H) -> Routes
    where
        H: Handler<T, AppState>,
        T: 'static,
    {
        self.mount(Method::GET, path, access, routing::get(handler))
    }

    #[must_use]
    pub fn post<H, T>(self, path: &str, access: Access, handler: H) -> Routes
    where
        H: Handler<T, AppState>,
        T: 'static,
    {
        self.mount(Method::POST, path, access, routing::post(handler))
    }

    /// A POST whose body may be longer than a plain form's, up to `limit` bytes.
    #[must_use]
    pub fn upload<H, T>(self, path: &str, access: Access, limit: usize, handler: H) -> Routes
    where
        H: Handler<T, AppState>,
        T: 'static,
    {
        self.mount(
            Method::POST,
            path,
            access,
            routing::post(handler).layer(DefaultBodyLimit::max(limit)),
        )
    }

    fn mount(
        mut self,
        method: Method,
        path: &str,
        access: Access,
        route: MethodRouter<AppState>,
    ) -> Routes {
        let guarded = route.route_layer(from_fn(move |request, next| guard(access, request, next)));
        self.router = self.router.route(path, guarded);
        self.mounted.push(Mounted {
            method,
            path: path.to_owned(),
            access,
        });
        self
    }

    #[must_use]
    pub fn merge(mut self, other: Routes) -> Routes {
        self.router = self.router.merge(other.router);
        self.mounted.extend(other.mounted);
        self
    }

    /// The router, and the list of what it holds.
    pub fn finish(self) -> (Router<AppState>, Vec<Mounted>) {
        (self.router, self.mounted)
    }
}

async fn guard(access: Access, request: Request, next: Next) -> Response {
    let actor = request.extensions().get::<Actor>();
    let refusal = match (access, actor) {
        (Access::Public, _) | (Access::SignedIn, Some(_)) => None,
        (Access::Needs(permission), Some(actor)) if actor.may(permission) => None,
        (_, None) => Some(AppError::SignInRequired),
        (Access::Needs(_), Some(_)) => Some(AppError::Forbidden),
    };
    match refusal {
        None => next.run(request).await,
        Some(error) => error.into_response(),
    }
}
