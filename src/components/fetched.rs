//! What is shown while a portion of the content is on its way, and when it doesn't come.

use std::future::Future;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::fetch::Unreachable;

/// Shows something of the content: at once where it was fetched already, and otherwise as soon as it
/// comes.
pub fn fetched<T: Sync>(
    now: Option<&'static T>,
    coming: impl Future<Output = Result<&'static T, Unreachable>> + 'static,
    show: impl Fn(&'static T) -> AnyView + Send + 'static,
) -> AnyView {
    if let Some(now) = now {
        return show(now);
    }
    let state = RwSignal::new(None::<Result<&'static T, Unreachable>>);
    spawn_local(async move {
        let came = coming.await;
        // Whoever asked may be gone.
        let _ = state.try_set(Some(came));
    });
    (move || match state.get() {
        None => view! { <div class="plain-page waiting" aria-busy="true"></div> }.into_any(),
        Some(Ok(value)) => show(value),
        Some(Err(_)) => view! { <Lost /> }.into_any(),
    })
    .into_any()
}

/// Says that a portion didn't come.
#[component]
pub fn Lost() -> impl IntoView {
    let again = move |_| {
        let _ = window().location().reload();
    };
    view! {
        <div class="plain-page">
            <h1>"This page didn't arrive"</h1>
            <p role="alert">"A part of the site could not be fetched. You may be offline, or the site was just renewed."</p>
            <p>
                <button class="button primary" on:click=again>"Load the page again"</button>
            </p>
        </div>
    }
}
