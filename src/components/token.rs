//! What a JSON Web Token says, wherever one is seen: in the dialogue, in a request, in an answer.

use leptos::prelude::*;

use super::answer::coloured;
use crate::bench::bench;
use crate::json;
use crate::security::jwt::{self, Jwt, Standing, Time, distance, utc};

/// Header, payload and times of a token; nothing for what isn't a JSON Web Token.
#[component]
pub fn TokenView(
    /// The token.
    token: String,
) -> impl IntoView {
    jwt::decode(&token).map(|jwt| {
        let Jwt {
            header,
            payload,
            algorithm,
            times,
            is_signed,
        } = jwt.clone();
        let signed = if !is_signed {
            "It isn't signed: anyone can make such a token.".to_owned()
        } else if algorithm.is_empty() {
            "Its signature was not checked here: only the program can do that.".to_owned()
        } else {
            format!("Its signature ({algorithm}) was not checked here: only the program, which has the key, can do that.")
        };
        let payload = match payload {
            Ok(text) => view! { <pre class="body json" tabindex="0" data-testid="payload">{laid_out(&text)}</pre> }.into_any(),
            Err(why) => view! { <p class="field-error">{why}</p> }.into_any(),
        };
        view! {
            <div class="token" data-testid="token">
                <p class="token-note">
                    "A JSON Web Token. Anyone who has it can read its payload: it isn't encrypted. " {signed}
                </p>
                <div class="token-parts">
                    <div class="token-part">
                        <p class="name">"Header"</p>
                        <pre class="body json" tabindex="0">{laid_out(&header)}</pre>
                    </div>
                    <div class="token-part">
                        <p class="name">"Payload"</p>
                        {payload}
                    </div>
                </div>
                <Times jwt=jwt times=times />
            </div>
        }
    })
}

/// The times as people read them, and what they say by the program's clock.
#[component]
fn Times(jwt: Jwt, times: Vec<Time>) -> impl IntoView {
    let bench = bench();
    let now = move || bench.clock.get() / 1e6;
    let readable = jwt.payload.is_ok();
    let verdict = move || {
        let (tone, words) = match jwt.standing(now()) {
            Standing::Expired => ("status bad", "Expired"),
            Standing::NotYet => ("status warn", "Not valid yet"),
            Standing::Holds => ("status good", "Not expired"),
            Standing::Endless => ("status info", "Never expires"),
        };
        view! { <span class=tone data-testid="standing">{words}</span> }
    };
    let rows = times
        .into_iter()
        .map(|time| {
            let (claim, label) = (time.claim, time.label());
            let when = match time.seconds {
                Some(seconds) => view! {
                    <td>{utc(seconds)}</td>
                    <td class="kind">{move || distance(seconds, now())}</td>
                }
                .into_any(),
                None => view! { <td colspan="2" class="field-error">"It isn't a number."</td> }
                    .into_any(),
            };
            view! {
                <tr>
                    <th scope="row"><code>{claim}</code> " " <span class="kind">{label}</span></th>
                    {when}
                </tr>
            }
        })
        .collect_view();
    readable.then(|| {
        view! {
            <table class="token-times"><tbody>{rows}</tbody></table>
            <p class="token-verdict">
                {verdict} " " <span class="kind">"by the program's clock: " {move || utc(now())}</span>
            </p>
        }
    })
}

fn laid_out(text: &str) -> impl IntoView + use<> {
    match json::pretty(text) {
        Some(pieces) => coloured(pieces).into_any(),
        None => text.to_owned().into_any(),
    }
}

/// A token in one short line.
pub fn short(text: &str) -> String {
    const SHOWN: usize = 24;
    let mut shown: String = text
        .chars()
        .take(SHOWN)
        .map(|one| if one.is_control() { '\u{fffd}' } else { one })
        .collect();
    if text.chars().nth(SHOWN).is_some() {
        shown.push('…');
    }
    shown
}
