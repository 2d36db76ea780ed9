//! What a JSON Web Token says: anyone can read it, so the page does. Nothing is verified here: only the
//! program knows the key.

use serde_json::{Map, Value};

use crate::base64;

/// The longest token that is looked at, and the longest text that is searched for one.
const LIMIT: usize = 64 * 1024;

/// A token that was taken apart.
#[derive(Clone, Debug, PartialEq)]
pub struct Jwt {
    /// The header as JSON text.
    pub header: String,
    /// The payload as JSON text, or why it can't be read.
    pub payload: Result<String, &'static str>,
    /// The algorithm that the header names.
    pub algorithm: String,
    /// The claims that are times, in the order of the payload.
    pub times: Vec<Time>,
    /// Whether there is a signature at all.
    pub is_signed: bool,
}

/// A claim that is a time.
#[derive(Clone, Debug, PartialEq)]
pub struct Time {
    /// `exp`, `iat` or `nbf`.
    pub claim: &'static str,
    /// Seconds since 1970; `None` when it isn't a number.
    pub seconds: Option<f64>,
}

/// Whether a token holds at a time, as far as its claims say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Now is within its times.
    Holds,
    /// It has no time at which it ends.
    Endless,
    /// It has ended.
    Expired,
    /// It hasn't begun.
    NotYet,
}

const CLAIMS: [(&str, &str); 3] = [("exp", "expires"), ("iat", "issued"), ("nbf", "not before")];

impl Time {
    /// The word for people.
    pub fn label(&self) -> &'static str {
        CLAIMS
            .iter()
            .find(|(claim, _)| *claim == self.claim)
            .map_or("", |(_, label)| label)
    }
}

impl Jwt {
    /// Whether it holds at `now`, in seconds since 1970.
    pub fn standing(&self, now: f64) -> Standing {
        let time = |claim: &str| {
            let time = self.times.iter().find(|time| time.claim == claim)?;
            time.seconds
        };
        match time("exp") {
            Some(end) if end <= now => Standing::Expired,
            _ if time("nbf").is_some_and(|begin| begin > now) => Standing::NotYet,
            Some(_) => Standing::Holds,
            None => Standing::Endless,
        }
    }
}

/// Takes a token apart; `None` when it doesn't look like one. What is broken after the header is said.
pub fn decode(token: &str) -> Option<Jwt> {
    let token = token.trim();
    if token.len() > LIMIT {
        return None;
    }
    let parts: Vec<&str> = token.split('.').collect();
    let (header, fields) = object(parts.first()?)?;
    let algorithm = text(&fields, "alg");
    let mut jwt = Jwt {
        header,
        payload: Err("The payload is encrypted: only the program can read it."),
        algorithm,
        times: Vec::new(),
        is_signed: parts.last().is_some_and(|last| !last.is_empty()),
    };
    match parts.as_slice() {
        [_, payload, _] => match object(payload) {
            Some((payload, claims)) => {
                jwt.payload = Ok(payload);
                jwt.times = times(&claims);
            }
            None => {
                jwt.payload = Err("The payload is damaged: it isn't a JSON object in base64url.")
            }
        },
        [_, _, _, _, _] => {}
        _ => return None,
    }
    Some(jwt)
}

fn text(object: &Map<String, Value>, key: &str) -> String {
    let text = object.get(key).and_then(Value::as_str).unwrap_or_default();
    text.chars().take(40).collect()
}

fn object(part: &str) -> Option<(String, Map<String, Value>)> {
    let text = String::from_utf8(base64::from_url(part)?).ok()?;
    let Ok(Value::Object(object)) = serde_json::from_str(&text) else {
        return None;
    };
    Some((text, object))
}

fn times(claims: &Map<String, Value>) -> Vec<Time> {
    claims
        .iter()
        .filter_map(|(name, value)| {
            let (claim, _) = CLAIMS.iter().find(|(claim, _)| claim == name)?;
            Some(Time {
                claim,
                seconds: value.as_f64(),
            })
        })
        .collect()
}

/// The token in the value of an `Authorization` header.
pub fn in_header(value: &str) -> Option<&str> {
    let (word, token) = value.trim().split_once(' ')?;
    let token = token.trim();
    (!word.is_empty() && decode(token).is_some()).then_some(token)
}

/// The access token of a JSON answer.
pub fn in_body(body: &str) -> Option<String> {
    if body.len() > LIMIT || !body.contains("access_token") {
        return None;
    }
    let body: Value = serde_json::from_str(body).ok()?;
    let token = body.get("access_token")?.as_str()?;
    (!token.is_empty()).then(|| token.to_owned())
}

/// A time for people, in UTC: `2026-11-24 14:05:00 UTC`. What lies outside the calendar of four digits
/// stays a number.
pub fn utc(seconds: f64) -> String {
    // 0001-01-01 and 9999-12-31.
    if !(-62_135_596_800.0..253_402_300_800.0).contains(&seconds) {
        return format!("{seconds} seconds since 1970");
    }
    let whole = seconds.floor() as i64;
    let (days, second) = (whole.div_euclid(86_400), whole.rem_euclid(86_400));
    // Days since 0000-03-01 in eras of 400 years; the year begins in March, so that the leap day is its last.
    let shifted = days + 719_468;
    let (era, day_of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 {
        month_from_march + 3
    } else {
        month_from_march - 9
    };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!(
        "{year:04}-{month:02}-{day:02} {:02}:{:02}:{:02} UTC",
        second / 3_600,
        second / 60 % 60,
        second % 60
    )
}

/// How far a time is from now: `in 30 minutes`, `2 days ago`.
pub fn distance(seconds: f64, now: f64) -> String {
    let gap = seconds - now;
    if !gap.is_finite() {
        return "beyond all time".to_owned();
    }
    let (size, word) = match gap.abs().round() {
        size if size < 1.0 => return "now".to_owned(),
        size if size < 120.0 => (size, "second"),
        size if size < 7_200.0 => ((size / 60.0).round(), "minute"),
        size if size < 172_800.0 => ((size / 3_600.0).round(), "hour"),
        size => ((size / 86_400.0).round(), "day"),
    };
    let plural = if size == 1.0 { "" } else { "s" };
    if gap > 0.0 {
        format!("in {size:.0} {word}{plural}")
    } else {
        format!("{size:.0} {word}{plural} ago")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token(header: &str, payload: &str) -> String {
        format!(
            "{}.{}.c2ln",
            base64::url(header.as_bytes()),
            base64::url(payload.as_bytes())
        )
    }

    #[test]
    fn a_token_is_taken_apart_and_judged_by_its_times() {
        let jwt = decode(&token(
            r#"{"alg":"HS256","typ":"JWT"}"#,
            r#"{"sub":"johndoe","iat":1000,"exp":2000.5,"nbf":"soon"}"#,
        ))
        .expect("a token");
        assert_eq!(jwt.algorithm, "HS256");
        assert!(jwt.is_signed);
        assert_eq!(
            jwt.payload.as_deref(),
            Ok(r#"{"sub":"johndoe","iat":1000,"exp":2000.5,"nbf":"soon"}"#)
        );
        let claims: Vec<_> = jwt
            .times
            .iter()
            .map(|time| (time.claim, time.seconds))
            .collect();
        assert_eq!(
            claims,
            [("iat", Some(1000.0)), ("exp", Some(2000.5)), ("nbf", None)]
        );
        assert_eq!(jwt.standing(1999.0), Standing::Holds);
        assert_eq!(jwt.standing(2000.5), Standing::Expired);
        let early = decode(&token(r#"{"alg":"none"}"#, r#"{"nbf":50}"#)).expect("a token");
        assert_eq!(early.standing(49.0), Standing::NotYet);
        assert_eq!(early.standing(51.0), Standing::Endless);
    }

    #[test]
    fn what_is_broken_is_said_and_what_is_no_token_is_none() {
        let header = base64::url(br#"{"alg":"HS256"}"#);
        let broken = decode(&format!("{header}.%%%.x")).expect("a header");
        assert!(broken.payload.is_err_and(|why| why.contains("damaged")));
        let unsigned = decode(&format!("{header}.{}.", base64::url(b"{}"))).expect("a token");
        assert!(!unsigned.is_signed);
        let encrypted = decode(&format!("{header}.a.b.c.d")).expect("a header");
        assert!(
            encrypted
                .payload
                .is_err_and(|why| why.contains("encrypted"))
        );
        for text in [
            "",
            ".",
            "..",
            "a.b.c",
            "fake-super-secret-token",
            "johndoe",
            &header,
            "\0.\0.\0",
            "é.é.é",
        ] {
            assert_eq!(decode(text), None, "{text}");
        }
        assert_eq!(decode(&format!("{header}.{}.x", "A".repeat(LIMIT))), None);
        let list = base64::url(b"[1]");
        assert_eq!(decode(&format!("{list}.{list}.x")), None);
    }

    #[test]
    fn deep_json_is_no_trouble() {
        let deep = format!("{{\"a\":{}{}}}", "[".repeat(5_000), "]".repeat(5_000));
        let jwt = decode(&token(r#"{"alg":"HS256"}"#, &deep)).expect("a header");
        assert!(jwt.payload.is_err());
    }

    #[test]
    fn tokens_are_found_in_headers_and_answers() {
        let token = token("{}", "{}");
        assert_eq!(in_header(&format!("Bearer {token}")), Some(token.as_str()));
        assert_eq!(in_header("Bearer johndoe"), None);
        assert_eq!(in_header(&token), None);
        assert_eq!(
            in_body(&format!(r#"{{"access_token":"{token}"}}"#)),
            Some(token)
        );
        for body in [
            "{\"access_token\":7}",
            "\"access_token\"",
            "access_token",
            "{\"access_token\":\"\"}",
        ] {
            assert_eq!(in_body(body), None, "{body}");
        }
    }

    #[test]
    fn times_are_readable() {
        for (seconds, text) in [
            (0.0, "1970-01-01 00:00:00 UTC"),
            (951_782_400.9, "2000-02-29 00:00:00 UTC"),
            (1_795_529_100.0, "2026-11-24 14:05:00 UTC"),
            (-1.0, "1969-12-31 23:59:59 UTC"),
            (-62_135_596_800.0, "0001-01-01 00:00:00 UTC"),
            (253_402_300_799.0, "9999-12-31 23:59:59 UTC"),
            (1e20, "100000000000000000000 seconds since 1970"),
            (f64::NAN, "NaN seconds since 1970"),
        ] {
            assert_eq!(utc(seconds), text);
        }
        for (seconds, text) in [
            (100.0, "now"),
            (101.0, "in 1 second"),
            (1_900.0, "in 30 minutes"),
            (-7_100.0, "2 hours ago"),
            (1e6, "in 12 days"),
            (f64::INFINITY, "beyond all time"),
        ] {
            assert_eq!(distance(seconds, 100.0), text);
        }
    }
}
