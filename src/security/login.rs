//! Getting a token from the program: the form that OAuth2 asks for, and what comes back.

use playground_protocol::{Answer, Body};
use serde_json::Value;

use super::{Credential, Grant};
use crate::request::{Draft, encode};

/// What a learner writes into the dialogue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Login {
    /// The name.
    pub username: String,
    /// The password.
    pub password: String,
    /// The scopes that are ticked.
    pub scopes: Vec<String>,
    /// The client's id; none is sent when it is empty.
    pub client_id: String,
    /// The client's secret.
    pub client_secret: String,
    /// Whether id and secret go into the header, by HTTP basic, and not into the form.
    pub client_in_header: bool,
}

/// The request that asks for a token; `None` when this grant asks for none.
pub fn form(grant: &Grant, login: &Login) -> Option<Draft> {
    let mut pairs: Vec<(&str, String)> = Vec::new();
    let path = match grant {
        Grant::Password(path) => {
            pairs.push(("grant_type", "password".to_owned()));
            pairs.push(("username", login.username.clone()));
            pairs.push(("password", login.password.clone()));
            path
        }
        Grant::Client(path) => {
            pairs.push(("grant_type", "client_credentials".to_owned()));
            path
        }
        Grant::Elsewhere(_) => return None,
    };
    if !login.scopes.is_empty() {
        pairs.push(("scope", login.scopes.join(" ")));
    }
    let mut headers = vec![(
        "content-type".to_owned(),
        "application/x-www-form-urlencoded".to_owned(),
    )];
    if login.client_in_header && !login.client_id.is_empty() {
        let pair = format!("{}:{}", login.client_id, login.client_secret);
        let value = format!("Basic {}", crate::base64::standard(pair.as_bytes()));
        headers.push(("authorization".to_owned(), value));
    } else if !login.client_id.is_empty() {
        pairs.push(("client_id", login.client_id.clone()));
        if !login.client_secret.is_empty() {
            pairs.push(("client_secret", login.client_secret.clone()));
        }
    }
    let body: Vec<String> = pairs
        .into_iter()
        .map(|(name, value)| format!("{name}={}", encode(&value, "")))
        .collect();
    Some(Draft {
        method: "POST".to_owned(),
        url: path.clone(),
        headers,
        body: body.join("&"),
    })
}

/// The token of an answer.
///
/// # Errors
/// One sentence that says why there is none.
pub fn token_of(answer: &Answer, path: &str) -> Result<Credential, String> {
    let text = match &answer.body {
        Body::Text(text) => text.as_str(),
        Body::Base64(_) => "",
    };
    let body: Value = serde_json::from_str(text).unwrap_or_default();
    if !(200..300).contains(&answer.status) {
        let detail = body
            .get("detail")
            .or_else(|| body.get("error_description"))
            .or_else(|| body.get("error"));
        let detail = detail.map(said).filter(|text| !text.is_empty());
        let detail = detail.map(|text| format!(": {text}")).unwrap_or_default();
        return Err(format!("POST {path} answered {}{detail}", answer.status));
    }
    let Some(token) = body.get("access_token").and_then(Value::as_str) else {
        return Err(format!(
            "POST {path} answered {}, but without an `access_token`, which is where OAuth2 has the token.",
            answer.status
        ));
    };
    let word = match body.get("token_type").and_then(Value::as_str) {
        Some(word) if !word.is_empty() && !word.eq_ignore_ascii_case("bearer") => word,
        _ => "Bearer",
    };
    Ok(Credential::Token {
        word: word.to_owned(),
        token: token.to_owned(),
    })
}

/// A detail for people: a text as it is, a list of validation errors as their messages.
fn said(detail: &Value) -> String {
    let text = match detail {
        Value::String(text) => text.clone(),
        Value::Array(errors) => errors
            .iter()
            .filter_map(|error| {
                let place = error.get("loc")?.as_array()?.last()?;
                let message = error.get("msg")?.as_str()?;
                Some(format!("{}: {message}", crate::request::plain(place)))
            })
            .collect::<Vec<_>>()
            .join(". "),
        other => other.to_string(),
    };
    text.chars().take(300).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(status: u16, body: &str) -> Answer {
        Answer {
            status,
            body: Body::Text(body.into()),
            ..Answer::default()
        }
    }

    #[test]
    fn the_form_is_what_oauth2_asks_for() {
        let login = Login {
            username: "ada".into(),
            password: "a&b=c d".into(),
            scopes: vec!["me".into(), "items".into()],
            client_id: "id".into(),
            client_secret: "s".into(),
            ..Login::default()
        };
        let draft = form(&Grant::Password("/token".into()), &login).expect("a form");
        assert_eq!(
            draft.body,
            "grant_type=password&username=ada&password=a%26b%3Dc%20d&scope=me%20items&client_id=id&client_secret=s"
        );
        let in_header = Login {
            client_in_header: true,
            ..login
        };
        let draft = form(&Grant::Client("/token".into()), &in_header).expect("a form");
        assert_eq!(draft.body, "grant_type=client_credentials&scope=me%20items");
        assert_eq!(
            draft.headers[1],
            ("authorization".to_owned(), "Basic aWQ6cw==".to_owned())
        );
        assert_eq!(form(&Grant::Elsewhere("no".into()), &in_header), None);
    }

    #[test]
    fn a_token_is_taken_or_the_reason_is_said() {
        let token = |body: &str| token_of(&answer(200, body), "/token");
        let bearer = |token: &str| Credential::Token {
            word: "Bearer".into(),
            token: token.into(),
        };
        assert_eq!(
            token(r#"{"access_token":"x","token_type":"bearer"}"#),
            Ok(bearer("x"))
        );
        assert_eq!(token(r#"{"access_token":"x"}"#), Ok(bearer("x")));
        assert!(
            matches!(token(r#"{"access_token":"x","token_type":"MAC"}"#), Ok(Credential::Token { word, .. }) if word == "MAC")
        );
        for body in ["", "[]", "{\"access_token\":7}", "<html>"] {
            assert!(
                token(body).is_err_and(|why| why.contains("access_token")),
                "{body}"
            );
        }
        let refused = token_of(
            &answer(401, r#"{"detail":"Incorrect username or password"}"#),
            "/token",
        );
        assert_eq!(
            refused,
            Err("POST /token answered 401: Incorrect username or password".to_owned())
        );
        let invalid = answer(
            422,
            r#"{"detail":[{"loc":["body","username"],"msg":"Field required"}]}"#,
        );
        assert_eq!(
            token_of(&invalid, "/token"),
            Err("POST /token answered 422: username: Field required".to_owned())
        );
    }
}
