//! Validators of `url` and `multi-host-url`.

use std::rc::Rc;

use playground_python::error::PyResult;
use playground_python::interp::Interp;
use playground_python::value::{Str, Value};

use super::literal::alternatives;
use super::{Check, Exactness, Mode, State, Validator};
use crate::classes;
use crate::config::{Config, Schema, flag, items, size, text};
use crate::errors::{Checked, Fail};
use crate::url::{MultiHost, Parts, Single};

struct UrlCheck {
    is_multi: bool,
    strict: bool,
    max: Option<usize>,
    schemes: Vec<Str>,
    host_required: bool,
    host: Option<Str>,
    port: Option<u16>,
    path: Option<Str>,
    keeps_empty_path: bool,
}

/// Compile one of them.
pub fn build(
    _interp: &mut Interp,
    schema: &Schema,
    config: &Config,
    kind: &str,
) -> PyResult<Validator> {
    Ok(Rc::new(UrlCheck {
        is_multi: kind == "multi-host-url",
        strict: config.strict(schema),
        max: size(schema, "max_length"),
        schemes: items(schema, "allowed_schemes")
            .unwrap_or_default()
            .iter()
            .filter_map(|scheme| scheme.as_str().cloned())
            .collect(),
        host_required: flag(schema, "host_required").unwrap_or(false),
        host: text(schema, "default_host"),
        port: size(schema, "default_port").and_then(|port| u16::try_from(port).ok()),
        path: text(schema, "default_path"),
        keeps_empty_path: flag(schema, "preserve_empty_path")
            .or_else(|| config.flag("url_preserve_empty_path"))
            .unwrap_or(false),
    }))
}

fn parsing(error: impl std::fmt::Display, input: &Value) -> Fail {
    Fail::with(
        "url_parsing",
        vec![("error", Value::str(error.to_string()))],
        input,
    )
}

impl UrlCheck {
    fn parse(&self, text: &str, input: &Value, state: &State) -> Checked<Parts> {
        if state.is_strict(self.strict) && text.trim() != text {
            let error = "leading or trailing control or space character are ignored in URLs";
            return Err(Fail::with(
                "url_syntax_violation",
                vec![("error", Value::str(error))],
                input,
            ));
        }
        if text.is_empty() {
            return Err(parsing("input is empty", input));
        }
        let parsed = if self.is_multi {
            Parts::parse_multi(text, self.keeps_empty_path)
        } else {
            Parts::parse(text, self.keeps_empty_path)
        };
        parsed.map_err(|error| parsing(error, input))
    }
}

impl Check for UrlCheck {
    fn check(&self, interp: &mut Interp, input: &Value, state: &mut State) -> Checked {
        let (mut parts, given) = match input.base() {
            Value::Str(text) => {
                if state.mode == Mode::Python {
                    state.floor(Exactness::Lax);
                }
                (self.parse(text, input, state)?, text.to_string())
            }
            _ => {
                let parts = if let Some(url) = input.data::<Single>() {
                    url.0.clone()
                } else if let Some(url) = input.data::<MultiHost>() {
                    url.0.clone()
                } else {
                    return Err(Fail::new("url_type", input));
                };
                let text = parts.text();
                (parts, text)
            }
        };
        if let Some(max) = self.max
            && given.chars().count() > max
        {
            return Err(Fail::with(
                "url_too_long",
                vec![("max_length", Value::size(max))],
                input,
            ));
        }
        if !self.schemes.is_empty()
            && !self
                .schemes
                .iter()
                .any(|scheme| &**scheme == parts.url.scheme())
        {
            let shown: Vec<String> = self
                .schemes
                .iter()
                .map(|scheme| format!("'{scheme}'"))
                .collect();
            return Err(Fail::with(
                "url_scheme",
                vec![("expected_schemes", Value::str(alternatives(&shown)))],
                input,
            ));
        }
        parts
            .fill(self.host.as_deref(), self.port, self.path.as_deref())
            .map_err(|error| parsing(error, input))?;
        if self.host_required && !parts.url.has_host() {
            return Err(parsing("empty host", input));
        }
        let class = if self.is_multi {
            classes::all(interp).multi_host_url.clone()
        } else {
            classes::all(interp).url.clone()
        };
        Ok(if self.is_multi {
            interp.native_object(&class, MultiHost(parts))
        } else {
            interp.native_object(&class, Single(parts))
        })
    }

    fn name(&self) -> String {
        let name = if self.is_multi {
            "multi-host-url"
        } else {
            "url"
        };
        if self.schemes.is_empty() {
            return name.to_owned();
        }
        let shown: Vec<String> = self
            .schemes
            .iter()
            .map(|scheme| format!("'{scheme}'"))
            .collect();
        format!("{name}[{}]", shown.join(","))
    }
}
