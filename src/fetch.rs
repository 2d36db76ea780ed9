//! Fetches a file of the site.

use serde::de::DeserializeOwned;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

/// A file of the site could not be fetched, or isn't what it should be: the network, or a version of
/// the site that is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreachable;

/// Begins to fetch a file at once, whatever is awaited meanwhile. The options are those of the
/// page's `<link rel="preload">`, so that a file that was announced is taken from there.
pub fn begin(address: &str) -> JsFuture {
    JsFuture::from(leptos::prelude::window().fetch_with_str(address))
}

/// The JSON of a file whose fetching has begun.
///
/// # Errors
/// [`Unreachable`], whatever the reason.
pub async fn json<T: DeserializeOwned>(begun: JsFuture) -> Result<T, Unreachable> {
    let response = begun.await.map_err(|_| Unreachable)?;
    let response: web_sys::Response = response.dyn_into().map_err(|_| Unreachable)?;
    if !response.ok() {
        return Err(Unreachable);
    }
    let text = JsFuture::from(response.text().map_err(|_| Unreachable)?);
    let text = text.await.map_err(|_| Unreachable)?;
    serde_json::from_str(&text.as_string().unwrap_or_default()).map_err(|_| Unreachable)
}
