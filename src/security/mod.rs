//! The security schemes that a program's OpenAPI document names, what a learner has given for them,
//! and what a request carries because of it. Pure data: the dialogue is in `components`.

pub mod jwt;
mod login;
mod scheme;

use std::collections::BTreeMap;

use playground_protocol::{Operation, Request};
use serde_json::Value;

use crate::request::encode;

pub use login::{Login, form, token_of};
pub use scheme::{Grant, KeyPlace, Kind, Scheme, schemes};

/// What a learner has given for a scheme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Credential {
    /// A name and a password, sent with each request.
    Basic {
        /// The name.
        username: String,
        /// The password.
        password: String,
    },
    /// A token, as `Authorization: Bearer …`.
    Token {
        /// The word before it; `Bearer` but for programs that say otherwise.
        word: String,
        /// The token.
        token: String,
    },
    /// A key, sent where the scheme says.
    Key(String),
}

/// What was given, by the names of the schemes.
pub type Authorized = BTreeMap<String, Credential>;

/// One scheme that an operation asks for, with the scopes that it wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// The scheme's name.
    pub scheme: String,
    /// The scopes.
    pub scopes: Vec<String>,
}

/// What a request carries because of a credential.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addition {
    /// Where.
    pub place: KeyPlace,
    /// The header's, parameter's or cookie's name.
    pub name: String,
    /// Its value.
    pub value: String,
}

/// What an operation asks for: any one of the lists, and each scheme in it. An empty list in it says
/// that the operation can be asked without.
pub fn needs(document: &Value, operation: &Operation) -> Vec<Vec<Need>> {
    let own = document
        .get("paths")
        .and_then(|paths| paths.get(&operation.path))
        .and_then(|path| path.get(operation.method.to_lowercase()))
        .and_then(|operation| operation.get("security"));
    let list = own
        .or_else(|| document.get("security"))
        .and_then(Value::as_array);
    list.into_iter()
        .flatten()
        .filter_map(Value::as_object)
        .map(|all| {
            all.iter()
                .map(|(scheme, scopes)| Need {
                    scheme: scheme.clone(),
                    scopes: strings(scopes),
                })
                .collect()
        })
        .collect()
}

fn strings(value: &Value) -> Vec<String> {
    let list = value.as_array().into_iter().flatten();
    list.filter_map(Value::as_str).map(str::to_owned).collect()
}

/// Whether one of the alternatives is given in full.
pub fn met(needs: &[Vec<Need>], schemes: &[Scheme], authorized: &Authorized) -> bool {
    needs.iter().any(|all| {
        !all.is_empty()
            && all.iter().all(|need| {
                let scheme = schemes.iter().find(|scheme| scheme.name == need.scheme);
                scheme.is_some_and(|scheme| addition(scheme, authorized).is_some())
            })
    })
}

/// What a request for these needs carries. Like Swagger UI, it takes all that was authorized of any
/// alternative; of two that want the same place, the first.
pub fn additions(
    needs: &[Vec<Need>],
    schemes: &[Scheme],
    authorized: &Authorized,
) -> Vec<Addition> {
    let mut found: Vec<Addition> = Vec::new();
    for need in needs.iter().flatten() {
        let Some(one) = schemes
            .iter()
            .find(|scheme| scheme.name == need.scheme)
            .and_then(|scheme| addition(scheme, authorized))
        else {
            continue;
        };
        let taken = found
            .iter()
            .any(|other| other.place == one.place && other.name.eq_ignore_ascii_case(&one.name));
        if !taken {
            found.push(one);
        }
    }
    found
}

/// What a credential becomes; `None` when none was given, or one for a scheme that was another kind.
pub fn addition(scheme: &Scheme, authorized: &Authorized) -> Option<Addition> {
    let header = |value: String| Addition {
        place: KeyPlace::Header,
        name: "Authorization".to_owned(),
        value,
    };
    match (&scheme.kind, authorized.get(&scheme.name)?) {
        (Kind::Basic, Credential::Basic { username, password }) => {
            let pair = format!("{username}:{password}");
            Some(header(format!(
                "Basic {}",
                crate::base64::standard(pair.as_bytes())
            )))
        }
        (Kind::Bearer { .. } | Kind::OAuth2 { .. }, Credential::Token { word, token }) => {
            Some(header(format!("{word} {token}")))
        }
        (Kind::ApiKey { place, name }, Credential::Key(value)) => Some(Addition {
            place: *place,
            name: name.clone(),
            value: value.clone(),
        }),
        _ => None,
    }
}

/// Whether the request already says something else in this place: what is written by hand holds.
pub fn is_overridden(request: &Request, addition: &Addition) -> bool {
    match addition.place {
        KeyPlace::Header => request
            .headers
            .iter()
            .any(|(name, _)| name.eq_ignore_ascii_case(&addition.name)),
        KeyPlace::Query => crate::request::split(&request.url)
            .1
            .iter()
            .any(|(name, _)| *name == addition.name),
        KeyPlace::Cookie => cookie_line(request).is_some_and(|line| {
            line.split(';')
                .any(|pair| pair.trim().split('=').next().unwrap_or_default() == addition.name)
        }),
    }
}

fn cookie_line(request: &Request) -> Option<&str> {
    request
        .headers
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case("cookie"))
        .map(|(_, value)| value.as_str())
}

/// Writes the additions into a request, but where it says something by itself.
pub fn apply(request: &mut Request, additions: &[Addition]) {
    for one in additions {
        if is_overridden(request, one) {
            continue;
        }
        match one.place {
            KeyPlace::Header => request.headers.push((one.name.clone(), one.value.clone())),
            KeyPlace::Query => {
                let sign = if request.url.contains('?') { '&' } else { '?' };
                let pair = format!("{}={}", encode(&one.name, ""), encode(&one.value, ""));
                request.url = format!("{}{sign}{pair}", request.url);
            }
            KeyPlace::Cookie => {
                let pair = format!("{}={}", one.name, one.value);
                let line = request
                    .headers
                    .iter_mut()
                    .find(|(name, _)| name.eq_ignore_ascii_case("cookie"));
                match line {
                    Some((_, line)) if !line.trim().is_empty() => {
                        *line = format!("{line}; {pair}");
                    }
                    Some((_, line)) => *line = pair,
                    None => request.headers.push(("Cookie".to_owned(), pair)),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn document() -> Value {
        json!({
            "paths": {
                "/me": {"get": {"security": [{"OAuth2PasswordBearer": ["me", "items"]}]}},
                "/both": {"get": {"security": [{"key": [], "HTTPBasic": []}, {"cookie": []}]}},
                "/open": {"get": {}},
                "/odd": {"get": {"security": [7, {"key": 3}]}}
            },
            "components": {"securitySchemes": {
                "OAuth2PasswordBearer": {"type": "oauth2", "flows": {"password": {"tokenUrl": "token", "scopes": {"me": "Read me", "items": "Read items"}}}},
                "HTTPBasic": {"type": "http", "scheme": "basic"},
                "key": {"type": "apiKey", "in": "query", "name": "api key"},
                "cookie": {"type": "apiKey", "in": "cookie", "name": "session"}
            }}
        })
    }

    fn operation(path: &str) -> Operation {
        Operation {
            method: "GET".into(),
            path: path.into(),
            ..Operation::default()
        }
    }

    fn request(url: &str) -> Request {
        Request {
            method: "GET".into(),
            url: url.into(),
            headers: Vec::new(),
            body: None,
            trace: true,
        }
    }

    fn carried(path: &str, authorized: &Authorized) -> Request {
        let document = document();
        let schemes = schemes(&document);
        let needs = needs(&document, &operation(path));
        let mut request = request(path);
        apply(&mut request, &additions(&needs, &schemes, authorized));
        request
    }

    fn given() -> Authorized {
        [
            (
                "OAuth2PasswordBearer".to_owned(),
                Credential::Token {
                    word: "Bearer".into(),
                    token: "abc".into(),
                },
            ),
            (
                "HTTPBasic".to_owned(),
                Credential::Basic {
                    username: "ada".into(),
                    password: "é".into(),
                },
            ),
            ("key".to_owned(), Credential::Key("a b&c".into())),
            ("cookie".to_owned(), Credential::Key("s1".into())),
        ]
        .into()
    }

    #[test]
    fn only_the_operations_that_ask_get_what_was_authorized() {
        let header = |request: &Request, name: &str| {
            let found = request.headers.iter().find(|(known, _)| known == name);
            found.map(|(_, value)| value.clone())
        };
        let me = carried("/me", &given());
        assert_eq!(header(&me, "Authorization").as_deref(), Some("Bearer abc"));
        assert_eq!(carried("/open", &given()), request("/open"));
        let both = carried("/both", &given());
        assert_eq!(both.url, "/both?api%20key=a%20b%26c");
        assert_eq!(
            header(&both, "Authorization").as_deref(),
            Some("Basic YWRhOsOp")
        );
        assert_eq!(header(&both, "Cookie").as_deref(), Some("session=s1"));
        assert_eq!(carried("/me", &Authorized::new()), request("/me"));
    }

    #[test]
    fn what_is_written_by_hand_holds() {
        let document = document();
        let (schemes, needs) = (schemes(&document), needs(&document, &operation("/me")));
        let additions = additions(&needs, &schemes, &given());
        let mut by_hand = request("/me");
        by_hand
            .headers
            .push(("authorization".into(), "Bearer mine".into()));
        apply(&mut by_hand, &additions);
        assert_eq!(by_hand.headers.len(), 1);
        let session = Addition {
            place: KeyPlace::Cookie,
            name: "session".into(),
            value: "s".into(),
        };
        let mut cookies = request("/");
        cookies.headers.push(("cookie".into(), "other=1".into()));
        apply(&mut cookies, std::slice::from_ref(&session));
        apply(&mut cookies, &[session]);
        assert_eq!(
            cookies.headers,
            [("cookie".to_owned(), "other=1; session=s".to_owned())]
        );
    }

    #[test]
    fn an_alternative_is_met_when_all_of_it_is_given() {
        let document = document();
        let (schemes, needs) = (schemes(&document), needs(&document, &operation("/both")));
        let only = |name: &str| {
            let mut some = given();
            some.retain(|key, _| key == name);
            met(&needs, &schemes, &some)
        };
        assert!(!only("key"));
        assert!(only("cookie"));
        assert!(met(&needs, &schemes, &given()));
    }

    #[test]
    fn a_credential_of_another_kind_is_not_sent() {
        let mut odd = given();
        odd.insert("OAuth2PasswordBearer".into(), Credential::Key("abc".into()));
        assert_eq!(carried("/me", &odd), request("/me"));
        assert_eq!(carried("/odd", &given()).url, "/odd?api%20key=a%20b%26c");
    }
}
