//! The dialogue in which a learner authorizes: one part for each security scheme of the program.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::icons::{Icon, icon};
use super::token::{TokenView, short};
use crate::bench::{Bench, bench};
use crate::security::{Credential, Grant, KeyPlace, Kind, Login, Scheme, addition};

/// The dialogue. The browser keeps the focus in it and closes it with Escape.
#[component]
pub fn AuthorizeDialog() -> impl IntoView {
    let bench = bench();
    let dialog = NodeRef::<leptos::html::Dialog>::new();
    Effect::new(move || {
        let Some(dialog) = dialog.get() else { return };
        match (bench.authorizing.get(), dialog.open()) {
            (true, false) => {
                let _ = dialog.show_modal();
            }
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    view! {
        <dialog
            class="dialog"
            aria-labelledby="authorize-title"
            node_ref=dialog
            data-testid="authorize"
            on:close=move |_| bench.authorizing.set(false)
        >
            <div class="dialog-head">
                <h2 id="authorize-title">"Authorize"</h2>
                <button type="button" class="tool" aria-label="Close" title="Close (Escape)" on:click=move |_| bench.authorizing.set(false)>
                    {icon(Icon::Close)}
                </button>
            </div>
            <p class="kind">
                "What you give here is sent to the program in this page, with each request whose operation asks for it, and to "
                "nobody else. It is kept until you log out, reset the program or close the page."
            </p>
            <For each=move || bench.schemes.get() key=|scheme| format!("{scheme:?}") let:scheme>
                <SchemePart scheme=scheme />
            </For>
        </dialog>
    }
}

/// The button that opens the dialogue; nothing for a program without security schemes.
#[component]
pub fn AuthorizeButton() -> impl IntoView {
    let bench = bench();
    let some = move || !bench.authorized().is_empty();
    view! {
        <Show when=move || bench.schemes.with(|schemes| !schemes.is_empty())>
            <button
                type="button"
                class="chip authorize"
                aria-haspopup="dialog"
                on:click=move |_| bench.authorizing.set(true)
            >
                {move || icon(if some() { Icon::Locked } else { Icon::Unlocked })}
                "Authorize"
            </button>
        </Show>
    }
}

#[component]
fn SchemePart(scheme: Scheme) -> impl IntoView {
    let bench = bench();
    let (name, label_name, description) = (
        scheme.name.clone(),
        scheme.name.clone(),
        scheme.description.clone(),
    );
    let label = match &scheme.kind {
        Kind::Basic => "HTTP basic".to_owned(),
        Kind::Bearer { format } if format.is_empty() => "HTTP bearer".to_owned(),
        Kind::Bearer { format } => format!("HTTP bearer, {format}"),
        Kind::ApiKey { place, name } => format!("API key in the {} {name}", place.label()),
        Kind::OAuth2 { grant, .. } => match grant {
            Grant::Password(_) => "OAuth2, password flow".to_owned(),
            Grant::Client(_) => "OAuth2, client credentials flow".to_owned(),
            Grant::Elsewhere(_) => "OAuth2".to_owned(),
        },
        Kind::Unsupported(_) => "not supported".to_owned(),
    };
    let scheme = StoredValue::new(scheme);
    // What was given for a scheme that has changed its kind doesn't count.
    let given = Memo::new(move |_| {
        let authorized = bench.authorized();
        scheme.with_value(|scheme| {
            addition(scheme, &authorized)?;
            authorized.get(&scheme.name).cloned()
        })
    });
    view! {
        <section class="scheme" aria-label=label_name>
            <div class="scheme-head">
                <h3>{name}</h3>
                <span class="kind">{label}</span>
            </div>
            {(!description.is_empty()).then(|| view! { <p class="kind">{description}</p> })}
            {move || match given.get() {
                Some(credential) => view! { <Given scheme=scheme credential=credential /> }.into_any(),
                None => match scheme.with_value(|scheme| scheme.kind.clone()) {
                    Kind::Unsupported(why) => view! { <p>{why}</p> }.into_any(),
                    Kind::OAuth2 { grant: Grant::Elsewhere(why), .. } => {
                        view! { <p>{why}</p> <SecretForm scheme=scheme label="Access token" /> }.into_any()
                    }
                    Kind::OAuth2 { grant, scopes } => view! { <LoginForm scheme=scheme grant=grant scopes=scopes /> }.into_any(),
                    Kind::Basic => view! { <BasicForm scheme=scheme /> }.into_any(),
                    Kind::Bearer { .. } => view! { <SecretForm scheme=scheme label="Token" /> }.into_any(),
                    Kind::ApiKey { .. } => view! { <SecretForm scheme=scheme label="Key" /> }.into_any(),
                },
            }}
        </section>
    }
}

/// Puts the focus on a part that has taken the place of the one that had it.
fn take_focus<E>(bench: Bench, place: NodeRef<E>)
where
    E: leptos::html::ElementType + 'static,
    E::Output: AsRef<web_sys::HtmlElement> + Clone + 'static,
    NodeRef<E>: Get<Value = Option<E::Output>>,
{
    Effect::new(move || {
        if let Some(element) = place.get()
            && bench.authorizing.get_untracked()
        {
            let _ = element.as_ref().focus();
        }
    });
}

/// What was given, and the way to take it back.
#[component]
fn Given(scheme: StoredValue<Scheme>, credential: Credential) -> impl IntoView {
    let bench = bench();
    let button = NodeRef::<leptos::html::Button>::new();
    take_focus(bench, button);
    let sent = scheme.with_value(|scheme| {
        let only = [(scheme.name.clone(), credential.clone())].into();
        addition(scheme, &only).map(|addition| match addition.place {
            KeyPlace::Header => format!("{}: {}", addition.name, short(&addition.value)),
            KeyPlace::Query => format!("?{}={}", addition.name, short(&addition.value)),
            KeyPlace::Cookie => format!("Cookie: {}={}", addition.name, short(&addition.value)),
        })
    });
    let token = match credential {
        Credential::Token { token, .. } => Some(token),
        Credential::Basic { .. } | Credential::Key(_) => None,
    };
    view! {
        <p class="given">
            <span class="status good" role="status">"Authorized"</span>
            <span>"Sent as " <code>{sent}</code></span>
            <button
                type="button"
                class="button small"
                node_ref=button
                on:click=move |_| scheme.with_value(|scheme| bench.log_out(&scheme.name))
            >
                "Log out"
            </button>
        </p>
        {token.map(|token| view! { <TokenView token=token /> })}
    }
}

/// A labelled field.
#[component]
fn Input(
    label: &'static str,
    value: RwSignal<String>,
    #[prop(default = "text")] kind: &'static str,
    #[prop(optional)] place: NodeRef<leptos::html::Input>,
) -> impl IntoView {
    view! {
        <label class="labelled">
            <span>{label}</span>
            <input
                type=kind
                spellcheck="false"
                autocapitalize="off"
                autocomplete="off"
                node_ref=place
                prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))
            />
        </label>
    }
}

/// A token or a key.
#[component]
fn SecretForm(scheme: StoredValue<Scheme>, label: &'static str) -> impl IntoView {
    let bench = bench();
    let value = RwSignal::new(String::new());
    let place = NodeRef::new();
    take_focus(bench, place);
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let text = value.get_untracked().trim().to_owned();
        if text.is_empty() {
            return;
        }
        scheme.with_value(|scheme| {
            let credential = match &scheme.kind {
                Kind::ApiKey { .. } => Credential::Key(text),
                // Pasted with or without the word in front.
                _ => Credential::Token {
                    word: "Bearer".to_owned(),
                    token: text.strip_prefix("Bearer ").unwrap_or(&text).to_owned(),
                },
            };
            bench.authorize(&scheme.name, credential);
        });
    };
    view! {
        <form class="scheme-form" on:submit=submit>
            <Input label=label value=value place=place />
            <button class="button" type="submit" aria-disabled=move || value.with(|value| value.trim().is_empty()).to_string()>
                "Authorize"
            </button>
        </form>
    }
}

/// A name and a password.
#[component]
fn BasicForm(scheme: StoredValue<Scheme>) -> impl IntoView {
    let bench = bench();
    let (username, password) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let place = NodeRef::new();
    take_focus(bench, place);
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let credential = Credential::Basic {
            username: username.get_untracked(),
            password: password.get_untracked(),
        };
        scheme.with_value(|scheme| bench.authorize(&scheme.name, credential));
    };
    view! {
        <form class="scheme-form" on:submit=submit>
            <Input label="Username" value=username place=place />
            <Input label="Password" value=password kind="password" />
            <button class="button" type="submit">"Authorize"</button>
        </form>
    }
}

/// The form of OAuth2's password and client credentials flows.
#[component]
fn LoginForm(
    scheme: StoredValue<Scheme>,
    grant: Grant,
    scopes: Vec<(String, String)>,
) -> impl IntoView {
    let bench = bench();
    let text = || RwSignal::new(String::new());
    let (username, password, client_id, client_secret) = (text(), text(), text(), text());
    let ticked = RwSignal::new(Vec::<String>::new());
    let in_header = RwSignal::new(false);
    let (waiting, failed) = (RwSignal::new(false), RwSignal::new(None::<String>));
    let by_password = matches!(grant, Grant::Password(_));
    let path = match &grant {
        Grant::Password(path) | Grant::Client(path) => path.clone(),
        Grant::Elsewhere(_) => String::new(),
    };
    let place = NodeRef::new();
    take_focus(bench, place);
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if waiting.get_untracked() {
            return;
        }
        let login = Login {
            username: username.get_untracked(),
            password: password.get_untracked(),
            scopes: ticked.get_untracked(),
            client_id: client_id.get_untracked(),
            client_secret: client_secret.get_untracked(),
            client_in_header: in_header.get_untracked(),
        };
        waiting.set(true);
        failed.set(None);
        spawn_local(async move {
            let told = bench.log_in(&scheme.get_value(), &login).await;
            failed.try_set(told.err());
            waiting.try_set(false);
        });
    };
    let boxes = StoredValue::new(scopes.clone());
    let scope_boxes = scopes
        .into_iter()
        .map(|(name, meaning)| {
            let (mine, also) = (name.clone(), name.clone());
            view! {
                <label class="scope">
                    <input
                        type="checkbox"
                        prop:checked=move || ticked.with(|ticked| ticked.contains(&mine))
                        on:change=move |event| {
                            let on = event_target_checked(&event);
                            ticked.update(|ticked| {
                                ticked.retain(|name| *name != also);
                                if on {
                                    ticked.push(also.clone());
                                }
                            });
                        }
                    />
                    <span><code>{name}</code> " " <span class="kind">{meaning}</span></span>
                </label>
            }
        })
        .collect_view();
    let some_scopes = boxes.with_value(|boxes| !boxes.is_empty());
    let all = move || {
        boxes.with_value(|boxes| {
            boxes
                .iter()
                .map(|(name, _)| name.clone())
                .collect::<Vec<_>>()
        })
    };
    view! {
        <form class="scheme-form" on:submit=submit>
            <p class="kind wide">
                {if by_password { "Name and password go to " } else { "Id and secret go to " }}
                <code>"POST " {path}</code>
                ", which answers the token."
            </p>
            {by_password
                .then(|| {
                    view! {
                        <Input label="Username" value=username place=place />
                        <Input label="Password" value=password kind="password" />
                    }
                })}
            {some_scopes
                .then(|| {
                    view! {
                        <fieldset class="scopes">
                            <legend>
                                "Scopes " <button type="button" class="link" on:click=move |_| ticked.set(all())>"all"</button> " "
                                <button type="button" class="link" on:click=move |_| ticked.set(Vec::new())>"none"</button>
                            </legend>
                            {scope_boxes}
                        </fieldset>
                    }
                })}
            <details class="wide" open=!by_password>
                <summary>"Client id and secret"</summary>
                <div class="scheme-form">
                    <Input label="Client id" value=client_id />
                    <Input label="Client secret" value=client_secret kind="password" />
                    <label class="labelled">
                        <span>"Sent"</span>
                        <select on:change=move |event| in_header.set(event_target_value(&event) == "header")>
                            <option value="form">"in the form"</option>
                            <option value="header">"in the Authorization header"</option>
                        </select>
                    </label>
                </div>
            </details>
            <button class="button primary" type="submit" aria-disabled=move || waiting.get().to_string()>
                {move || if waiting.get() { "Logging in" } else { "Log in" }}
            </button>
            <p class="field-error wide" role="alert">{move || failed.get()}</p>
        </form>
    }
}
