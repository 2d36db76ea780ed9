//! The schemes themselves, read off the OpenAPI document. What can't be done in a page says why.

use serde_json::Value;

/// A security scheme of the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scheme {
    /// Its name in the document, such as `OAuth2PasswordBearer`.
    pub name: String,
    /// What the program says about it.
    pub description: String,
    /// What it asks for.
    pub kind: Kind,
}

/// What a scheme asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// HTTP basic: a name and a password.
    Basic,
    /// HTTP bearer: a token.
    Bearer {
        /// What the token is, such as `JWT`; for people.
        format: String,
    },
    /// A key of its own.
    ApiKey {
        /// Where it is sent.
        place: KeyPlace,
        /// Under which name.
        name: String,
    },
    /// OAuth2.
    OAuth2 {
        /// How a token is got.
        grant: Grant,
        /// The scopes with what they mean.
        scopes: Vec<(String, String)>,
    },
    /// One that the playground doesn't do, with the sentence that says so.
    Unsupported(String),
}

/// Where a key is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum KeyPlace {
    Header,
    Query,
    Cookie,
}

impl KeyPlace {
    /// The word for people.
    pub fn label(self) -> &'static str {
        match self {
            Self::Header => "header",
            Self::Query => "query parameter",
            Self::Cookie => "cookie",
        }
    }
}

/// How an OAuth2 token is got.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Grant {
    /// For a name and a password, from this path of the program.
    Password(String),
    /// For the client's own id and secret, from this path of the program.
    Client(String),
    /// In a way that the playground doesn't have; the sentence says which. A token can be pasted.
    Elsewhere(String),
}

/// The schemes of a document, in its order. What is malformed is left out.
pub fn schemes(document: &Value) -> Vec<Scheme> {
    let all = document
        .pointer("/components/securitySchemes")
        .and_then(Value::as_object);
    all.into_iter()
        .flatten()
        .filter_map(|(name, scheme)| {
            Some(Scheme {
                name: name.clone(),
                description: text(scheme, "description"),
                kind: kind(scheme)?,
            })
        })
        .collect()
}

fn text(value: &Value, key: &str) -> String {
    let text = value.get(key).and_then(Value::as_str);
    text.unwrap_or_default().to_owned()
}

fn kind(scheme: &Value) -> Option<Kind> {
    Some(match scheme.get("type")?.as_str()? {
        "http" => match text(scheme, "scheme").to_lowercase().as_str() {
            "basic" => Kind::Basic,
            "bearer" => Kind::Bearer {
                format: text(scheme, "bearerFormat"),
            },
            other => Kind::Unsupported(format!(
                "HTTP {other} authentication isn't supported here. Write the Authorization header by hand, under Headers."
            )),
        },
        "apiKey" => Kind::ApiKey {
            place: match scheme.get("in")?.as_str()? {
                "header" => KeyPlace::Header,
                "query" => KeyPlace::Query,
                "cookie" => KeyPlace::Cookie,
                _ => return None,
            },
            name: scheme.get("name")?.as_str()?.to_owned(),
        },
        "oauth2" => oauth2(scheme.get("flows")?),
        "openIdConnect" => Kind::Unsupported(
            "OpenID Connect isn't supported here: it leads through a login page of a provider on the network, and the \
             playground sends nothing anywhere. Write the Authorization header by hand, under Headers."
                .to_owned(),
        ),
        "mutualTLS" => Kind::Unsupported(
            "Client certificates aren't supported here: there is no TLS connection between the page and the program.".to_owned(),
        ),
        _ => return None,
    })
}

fn oauth2(flows: &Value) -> Kind {
    let scopes = |flow: &Value| {
        let scopes = flow.get("scopes").and_then(Value::as_object);
        let pairs = scopes.into_iter().flatten();
        pairs
            .map(|(name, meaning)| (name.clone(), crate::request::plain(meaning)))
            .collect::<Vec<_>>()
    };
    for (name, grant) in [
        ("password", Grant::Password as fn(String) -> Grant),
        ("clientCredentials", Grant::Client),
    ] {
        if let Some(flow) = flows.get(name) {
            let grant = match own_path(&text(flow, "tokenUrl")) {
                Some(path) => grant(path),
                None => Grant::Elsewhere(
                    "The token comes from another host, and the playground sends nothing anywhere. Paste a token instead."
                        .to_owned(),
                ),
            };
            return Kind::OAuth2 {
                grant,
                scopes: scopes(flow),
            };
        }
    }
    let (name, flow) = ["authorizationCode", "implicit"]
        .into_iter()
        .find_map(|name| Some((name, flows.get(name)?)))
        .unwrap_or(("empty", &Value::Null));
    let flow_name = if name == "authorizationCode" {
        "authorization code"
    } else {
        name
    };
    Kind::OAuth2 {
        grant: Grant::Elsewhere(format!(
            "The {flow_name} flow leads through a login page that isn't part of the program. Paste a token instead."
        )),
        scopes: scopes(flow),
    }
}

/// The program's own path that a token URL means; `None` when it is on another host. A relative one
/// counts from the root, as FastAPI's own docs take it.
fn own_path(url: &str) -> Option<String> {
    if url.is_empty() || url.starts_with("//") || url.contains("://") {
        return None;
    }
    let (path, query) = match url.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (url, None),
    };
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    // A slash at the end is another route.
    let end = if path.ends_with('/') && !parts.is_empty() {
        "/"
    } else {
        ""
    };
    let query = query.map(|query| format!("?{query}")).unwrap_or_default();
    Some(format!("/{}{end}{query}", parts.join("/")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn token_urls_are_paths_of_the_program() {
        for (url, path) in [
            ("token", Some("/token")),
            ("/token", Some("/token")),
            ("./auth/../token/", Some("/token/")),
            ("../../token?x=1", Some("/token?x=1")),
            ("https://example.com/token", None),
            ("//example.com/token", None),
            ("", None),
        ] {
            assert_eq!(own_path(url).as_deref(), path, "{url}");
        }
    }

    #[test]
    fn each_kind_of_scheme_is_read_and_odd_ones_are_left_out() {
        let document = json!({"components": {"securitySchemes": {
            "a": {"type": "http", "scheme": "Bearer", "bearerFormat": "JWT"},
            "b": {"type": "http", "scheme": "digest"},
            "c": {"type": "openIdConnect", "openIdConnectUrl": "https://example.com"},
            "d": {"type": "oauth2", "flows": {"authorizationCode": {"scopes": {"x": "X"}}}},
            "e": {"type": "oauth2", "flows": {"password": {"tokenUrl": "https://example.com/t"}}},
            "f": {"type": "oauth2", "flows": {"clientCredentials": {"tokenUrl": "t"}}},
            "g": {"type": "apiKey", "in": "nowhere", "name": "k"},
            "h": {"type": "apiKey", "in": "header", "name": "X-Key"},
            "i": 7,
            "j": {"type": "oauth2", "flows": 7}
        }}});
        let kinds: Vec<Kind> = schemes(&document).into_iter().map(|one| one.kind).collect();
        assert_eq!(
            kinds[0],
            Kind::Bearer {
                format: "JWT".into()
            }
        );
        assert!(matches!(&kinds[1], Kind::Unsupported(why) if why.contains("digest")));
        assert!(matches!(&kinds[2], Kind::Unsupported(why) if why.contains("OpenID")));
        assert!(
            matches!(&kinds[3], Kind::OAuth2 { grant: Grant::Elsewhere(why), scopes } if why.contains("authorization code") && scopes.len() == 1)
        );
        assert!(
            matches!(&kinds[4], Kind::OAuth2 { grant: Grant::Elsewhere(why), .. } if why.contains("another host"))
        );
        assert!(
            matches!(&kinds[5], Kind::OAuth2 { grant: Grant::Client(path), .. } if path == "/t")
        );
        assert_eq!(
            kinds[6],
            Kind::ApiKey {
                place: KeyPlace::Header,
                name: "X-Key".into()
            }
        );
        assert_eq!(kinds.len(), 8);
        assert!(schemes(&json!([])).is_empty());
    }
}
