//! From a mounted route to an address that leads to it, and back.

use axum::http::Method;
use izportal::platform::web::Mounted;

/// A route with its placeholders filled with something that exists in the demonstration year.
pub fn filled(path: &str) -> String {
    // Indicators and products share a table: the products come after the standard catalogue.
    let path = path.replace("/products/{id}", "/products/59");
    // So do provinces (87), districts (17) and communes.
    let path = path
        .replace("/districts/{id}", "/districts/88")
        .replace("/communes/{id}", "/communes/105");
    // Forms hold for some periods only.
    let path = path
        .replace("/handouts/{form}/{period}", "/handouts/4/2022-Q4")
        .replace("2022-Q4/{reporter}", "2022-Q4/8");
    path.replace("/industries/{version}/{code}", "/industries/2018/1103")
        .replace("{year}", "2022")
        .replace("{period}", "2022")
        .replace("{form}", "1")
        .replace("{sheet}", "2101")
        .replace("{indicator}", "revenue")
        .replace("{enterprise}", "1")
        .replace("{reporter}", "1")
        .replace("{token}", "none")
        .replace("{name}", "a.txt")
        .replace("{file}", "manifest.json")
        .replace("{hash}", "0")
        .replace("{*path}", "app.css")
        .replace("{id}", "1")
}

/// The route that an address leads to: a fixed one before one with placeholders.
pub fn route_of<'a>(routes: &'a [Mounted], method: &Method, path: &str) -> Option<&'a Mounted> {
    let parts: Vec<&str> = path.split('/').collect();
    let fits = |route: &&Mounted| {
        let pattern: Vec<&str> = route.path.split('/').collect();
        route.method == *method
            && pattern.len() == parts.len()
            && pattern
                .iter()
                .zip(&parts)
                .all(|(pattern, part)| pattern.starts_with('{') || pattern == part)
    };
    routes
        .iter()
        .filter(fits)
        .min_by_key(|route| route.path.matches('{').count())
}
