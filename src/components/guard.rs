//! The line of a request that says which authentication its operation asks for, and what will be sent.

use leptos::prelude::*;

use super::icons::{Icon, icon};
use super::token::short;
use crate::bench::bench;
use crate::security::{KeyPlace, Need, is_overridden, met};

/// The line; nothing for an operation that asks for none.
#[component]
pub fn Guard() -> impl IntoView {
    let bench = bench();
    let needs = Memo::new(move |_| bench.needs());
    let additions = Memo::new(move |_| bench.additions());
    let is_met = Memo::new(move |_| {
        let authorized = bench.authorized();
        bench
            .schemes
            .with(|schemes| needs.with(|needs| met(needs, schemes, &authorized)))
    });
    let words = move || {
        let request = bench.draft.with(|draft| draft.request());
        let additions = additions.get();
        if additions.is_empty() {
            let asked = needs.with(|needs| asked(needs));
            let own = request
                .headers
                .iter()
                .any(|(name, _)| name.eq_ignore_ascii_case("authorization"));
            let what = if own {
                "the request carries a header of its own."
            } else {
                "nothing is sent for it."
            };
            return view! { "Asks for " <code>{asked}</code> ": " {what} }.into_any();
        }
        additions
            .into_iter()
            .map(|one| {
                if is_overridden(&request, &one) {
                    return view! {
                        <span class="sent">"Your own " {one.place.label()} " " <code>{one.name}</code> " is sent, not the authorized one."</span>
                    }
                    .into_any();
                }
                let text = match one.place {
                    KeyPlace::Header => format!("{}: {}", one.name, short(&one.value)),
                    KeyPlace::Query => format!("?{}={}", one.name, short(&one.value)),
                    KeyPlace::Cookie => format!("Cookie: {}={}", one.name, short(&one.value)),
                };
                view! { <span class="sent">"Sends " <code>{text}</code></span> }.into_any()
            })
            .collect_view()
            .into_any()
    };
    view! {
        <Show when=move || needs.with(|needs| needs.iter().any(|all| !all.is_empty()))>
            <p class="guard" class:locked=move || is_met.get() data-testid="guard">
                <span role="img" aria-label=move || if is_met.get() { "Authorized" } else { "Not authorized" }>
                    {move || icon(if is_met.get() { Icon::Locked } else { Icon::Unlocked })}
                </span>
                <span class="guard-words">{words}</span>
            </p>
        </Show>
    }
}

/// What is asked for, in words: `OAuth2PasswordBearer (items)`, `key and basic, or cookie`.
fn asked(needs: &[Vec<Need>]) -> String {
    let one = |need: &Need| {
        if need.scopes.is_empty() {
            need.scheme.clone()
        } else {
            format!("{} ({})", need.scheme, need.scopes.join(", "))
        }
    };
    needs
        .iter()
        .map(|all| {
            if all.is_empty() {
                return "nothing".to_owned();
            }
            all.iter().map(one).collect::<Vec<_>>().join(" and ")
        })
        .collect::<Vec<_>>()
        .join(", or ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_is_said_in_words() {
        let need = |scheme: &str, scopes: &[&str]| Need {
            scheme: scheme.into(),
            scopes: scopes.iter().map(|scope| (*scope).to_owned()).collect(),
        };
        let needs = [
            vec![need("key", &[]), need("basic", &[])],
            vec![need("oauth", &["me", "items"])],
            vec![],
        ];
        assert_eq!(
            asked(&needs),
            "key and basic, or oauth (me, items), or nothing"
        );
    }
}
