//! The path that the site lives below, and addresses within it. It stands in the page's `<base>`,
//! which the build writes, so that one build serves any sub-path.

use wasm_bindgen::JsCast;

/// The base path with a slash at both ends: `/` or `/x/`.
pub fn base() -> String {
    let document = leptos::prelude::document();
    let path = document
        .query_selector("base")
        .ok()
        .flatten()
        .and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok())
        .and_then(|element| element.get_attribute("href"))
        .unwrap_or_else(|| "/".to_owned());
    normal(&path)
}

/// An address within the site for a path such as `/guide/first-app`.
pub fn href(path: &str) -> String {
    format!("{}{}", base(), path.trim_start_matches('/'))
}

/// What the router takes as its base: no slash at the end, nothing for the root.
pub fn router_base() -> String {
    base().trim_end_matches('/').to_owned()
}

fn normal(path: &str) -> String {
    let inner = path
        .split_once("://")
        .and_then(|(_, rest)| rest.split_once('/'))
        .map_or(path, |(_, rest)| rest);
    let inner = inner.trim_matches('/');
    if inner.is_empty() {
        "/".to_owned()
    } else {
        format!("/{inner}/")
    }
}

#[cfg(test)]
mod tests {
    use super::normal;

    #[test]
    fn bases_have_a_slash_at_both_ends() {
        for (given, wanted) in [
            ("/", "/"),
            ("", "/"),
            ("/x/", "/x/"),
            ("/x/y", "/x/y/"),
            ("https://a.example/x/", "/x/"),
        ] {
            assert_eq!(normal(given), wanted, "{given}");
        }
    }
}
