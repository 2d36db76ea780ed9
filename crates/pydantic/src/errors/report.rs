//! `ValidationError`: its lines as Python values, as text and as JSON.

use std::rc::Rc;

use playground_python::error::{PyResult, Raised};
use playground_python::interp::Interp;
use playground_python::native::{Attribute, def};
use playground_python::object::{Binding, Class, NativeData};
use playground_python::value::{DictObject, Value};

use super::{Fail, Kind, Line, Place, kinds};
use crate::classes;
use crate::json;
use crate::serialize::infer;

/// The version in the addresses of the errors' pages.
pub const PAGES: &str = "https://errors.pydantic.dev/2.14/v/";

/// What a `ValidationError` holds.
pub struct Report {
    /// `title`.
    pub title: Value,
    /// The lines.
    pub lines: Vec<Line>,
    /// Whether the input was JSON.
    pub is_json: bool,
    /// Whether texts leave out the input.
    pub hides_input: bool,
}

impl NativeData for Report {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        for line in &self.lines {
            visit(&line.input);
            if let Kind::Known(_, context) = &line.kind {
                context.iter().for_each(|(_, value)| visit(value));
            }
            if let Kind::Custom(_, _, context) = &line.kind {
                visit(context);
            }
        }
    }
}

const SLOT: &str = "__report__";

/// Make the exception.
pub fn raise(interp: &mut Interp, report: Report) -> Raised {
    let class = classes::all(interp).validation_error.clone();
    let raised = interp.exception(&class, Vec::new());
    let data_class = interp.native_class("ErrorReport");
    let data = interp.native_object(&data_class, report);
    raised.0.set_slot(&interp.intern(SLOT), data);
    raised
}

/// What failed, as an exception.
pub fn to_raised(
    interp: &mut Interp,
    fail: Fail,
    title: &str,
    is_json: bool,
    hides_input: bool,
) -> Raised {
    match fail {
        Fail::Lines(lines) => raise(
            interp,
            Report {
                title: Value::str(title),
                lines,
                is_json,
                hides_input,
            },
        ),
        Fail::Raised(raised) => raised,
        Fail::Omit => {
            let class = classes::all(interp).omit.clone();
            interp.exception(&class, Vec::new())
        }
        Fail::UseDefault => {
            let class = classes::all(interp).use_default.clone();
            interp.exception(&class, Vec::new())
        }
    }
}

/// The report of a value that may be a `ValidationError`.
pub fn report_of(interp: &Interp, value: &Value) -> Option<Value> {
    match value {
        Value::Object(object) => object.slot(&interp.intern(SLOT)),
        _ => None,
    }
}

/// The lines of a `ValidationError`.
pub fn lines_of(interp: &Interp, value: &Value) -> Option<Vec<Line>> {
    let data = report_of(interp, value)?;
    data.data::<Report>().map(|report| report.lines.clone())
}

/// A value in a message: numbers as Rust shows them, everything else as `str`.
fn shown(interp: &mut Interp, value: &Value) -> PyResult<String> {
    Ok(match value {
        Value::Float(number) => number.to_string(),
        other => interp.str(other)?.to_string(),
    })
}

/// Fill the places of a template.
pub fn fill(
    interp: &mut Interp,
    template: &str,
    context: &[(String, Value)],
    is_custom: bool,
) -> PyResult<String> {
    let mut text = template.to_owned();
    for (name, value) in context {
        let place = format!("{{{name}}}");
        if text.contains(&place) {
            let value = if name == "actual_length" && value.is_none() {
                "more".to_owned()
            } else if is_custom {
                interp.str(value)?.to_string()
            } else {
                shown(interp, value)?
            };
            text = text.replace(&place, &value);
        }
    }
    if text.contains("{expected_plural}") {
        let is_one = context.iter().any(|(name, value)| {
            matches!(
                name.as_str(),
                "min_length" | "max_length" | "max_digits" | "decimal_places" | "whole_digits"
            ) && matches!(value, Value::Int(1))
        });
        text = text.replace("{expected_plural}", if is_one { "" } else { "s" });
    }
    Ok(text)
}

/// The text of an error.
pub fn message(interp: &mut Interp, kind: &Kind, is_json: bool) -> PyResult<String> {
    match kind {
        Kind::Known(known, context) => {
            let context: Vec<_> = context
                .iter()
                .map(|(name, value)| ((*name).to_owned(), value.clone()))
                .collect();
            let template = match known.json_text {
                Some(text) if is_json => text,
                _ => known.text,
            };
            fill(interp, template, &context, false)
        }
        Kind::Custom(_, template, context) => {
            let context = string_entries(context);
            fill(interp, template, &context, true)
        }
    }
}

/// The entries of a context.
pub fn string_entries(context: &Value) -> Vec<(String, Value)> {
    match context {
        Value::Dict(dict) => dict
            .entries()
            .into_iter()
            .filter_map(|(key, value)| key.as_str().map(|key| (key.to_string(), value)))
            .collect(),
        _ => Vec::new(),
    }
}

fn kind_name(kind: &Kind) -> &str {
    match kind {
        Kind::Known(known, _) => known.name,
        Kind::Custom(name, _, _) => name,
    }
}

fn context_value(interp: &mut Interp, kind: &Kind) -> Value {
    match kind {
        Kind::Known(_, context) if context.is_empty() => Value::Unbound,
        Kind::Known(_, context) => interp.dict_of(context.clone()),
        Kind::Custom(_, _, Value::Dict(dict)) if !dict.is_empty() => Value::Dict(dict.clone()),
        Kind::Custom(..) => Value::Unbound,
    }
}

/// Which parts `errors()` and `json()` show.
struct Parts {
    url: bool,
    context: bool,
    input: bool,
}

fn flag(interp: &mut Interp, value: &Value) -> PyResult<bool> {
    match value.bound() {
        None => Ok(true),
        Some(value) => interp.truth(value),
    }
}

fn errors(interp: &mut Interp, report: &Report, parts: &Parts) -> PyResult<Vec<Rc<DictObject>>> {
    let mut all = Vec::new();
    for line in &report.lines {
        let dict = interp.dict();
        let set = |interp: &Interp, name: &str, value: Value| {
            dict.set_str(interp.intern(name), value);
        };
        let name = kind_name(&line.kind).to_owned();
        set(interp, "type", Value::str(name.clone()));
        let place = line.place.iter().rev().map(Place::value).collect();
        set(interp, "loc", Value::tuple(place));
        let text = message(interp, &line.kind, report.is_json)?;
        set(interp, "msg", Value::str(text));
        if parts.input {
            set(interp, "input", line.input.clone());
        }
        if parts.context {
            let context = context_value(interp, &line.kind);
            if !context.is_unbound() {
                set(interp, "ctx", context);
            }
        }
        if parts.url && matches!(line.kind, Kind::Known(..)) {
            set(interp, "url", Value::str(format!("{PAGES}{name}")));
        }
        all.push(dict);
    }
    Ok(all)
}

/// A value's text of at most fifty characters.
pub fn short_repr(interp: &mut Interp, value: &Value) -> PyResult<String> {
    let text = interp.repr(value)?;
    let count = text.char_count();
    if count <= 50 {
        return Ok(text.to_string());
    }
    let start: String = text.chars().take(25).collect();
    let end: String = text.chars().skip(count - 24).collect();
    Ok(format!("{start}...{end}"))
}

/// The text of the whole exception.
pub fn text(interp: &mut Interp, report: &Report) -> PyResult<String> {
    let count = report.lines.len();
    let plural = if count == 1 { "" } else { "s" };
    let title = interp.str(&report.title)?;
    let mut text = format!("{count} validation error{plural} for {title}");
    for line in &report.lines {
        text.push('\n');
        if !line.place.is_empty() {
            let steps: Vec<String> = line
                .place
                .iter()
                .rev()
                .map(|step| match step {
                    Place::Name(name) if name.contains('.') => format!("`{name}`"),
                    Place::Name(name) => name.to_string(),
                    Place::Index(index) => index.to_string(),
                })
                .collect();
            text.push_str(&steps.join("."));
            text.push('\n');
        }
        let name = kind_name(&line.kind).to_owned();
        let message = message(interp, &line.kind, report.is_json)?;
        text.push_str(&format!("  {message} [type={name}"));
        if !report.hides_input {
            let shown = short_repr(interp, &line.input)?;
            let type_name = interp.type_of(&line.input).qualname.borrow().clone();
            text.push_str(&format!(", input_value={shown}, input_type={type_name}"));
        }
        text.push(']');
        if matches!(line.kind, Kind::Known(..)) {
            text.push_str(&format!(
                "\n    For further information visit {PAGES}{name}"
            ));
        }
    }
    Ok(text)
}

fn with_report<T>(
    interp: &mut Interp,
    this: &Value,
    run: impl FnOnce(&mut Interp, &Report) -> PyResult<T>,
) -> PyResult<T> {
    let data = report_of(interp, this);
    match data.as_ref().and_then(|data| data.data::<Report>()) {
        Some(report) => run(interp, report),
        None => Err(interp.type_error("No constructor defined for ValidationError")),
    }
}

/// Errors given as dicts (`from_exception_data`) as lines.
fn read_lines(interp: &mut Interp, items: &Value) -> PyResult<Vec<Line>> {
    let mut lines = Vec::new();
    for item in interp.collect(items)? {
        let Value::Dict(dict) = &item else {
            return Err(interp.type_error("line errors must be dicts"));
        };
        let kind_value = dict.get("type").unwrap_or_default();
        let context = dict.get("ctx").unwrap_or(Value::None);
        let kind = match super::classes::kind_of(interp, &kind_value) {
            Some(kind) => kind,
            None => {
                let name = interp.str(&kind_value)?;
                super::classes::known_kind(interp, &name, &context)?
            }
        };
        let mut place = Vec::new();
        if let Some(steps) = dict.get("loc") {
            for step in interp.collect(&steps)? {
                place.push(Place::of_key(interp, &step)?);
            }
        }
        place.reverse();
        lines.push(Line {
            kind,
            place,
            input: dict.get("input").unwrap_or(Value::None),
        });
    }
    Ok(lines)
}

/// Make the class.
pub fn class(interp: &mut Interp) -> Rc<Class> {
    let base = interp.types.value_error.clone();
    let class = interp.define_class("pydantic_core._pydantic_core", "ValidationError", &base);
    interp.add_methods(
        &class,
        Binding::StaticMethod,
        &[def("__new__", "(cls, /, *args, **kwargs)", |interp, _| {
            Err(interp.type_error("No constructor defined for ValidationError"))
        })],
    );
    interp.add_methods(
        &class,
        Binding::ClassMethod,
        &[def(
            "from_exception_data",
            "(cls, title, line_errors, input_type='python', hide_input=False)",
            |interp, args| {
                let lines = read_lines(interp, &args[2])?;
                let is_json = args[3].as_str().is_some_and(|mode| &**mode == "json");
                let hides_input = match args[4].bound() {
                    Some(value) => interp.truth(value)?,
                    None => false,
                };
                let report = Report {
                    title: args[1].clone(),
                    lines,
                    is_json,
                    hides_input,
                };
                Ok(raise(interp, report).value())
            },
        )],
    );
    interp.add_methods(
        &class,
        Binding::Method,
        &[
            def("error_count", "(self, /)", |interp, args| {
                with_report(interp, &args[0], |_, report| {
                    Ok(Value::size(report.lines.len()))
                })
            }),
            def(
                "errors",
                "(self, /, *, include_url=True, include_context=True, include_input=True)",
                |interp, args| {
                    let parts = Parts {
                        url: flag(interp, &args[1])?,
                        context: flag(interp, &args[2])?,
                        input: flag(interp, &args[3])?,
                    };
                    with_report(interp, &args[0], |interp, report| {
                        let all = errors(interp, report, &parts)?;
                        Ok(interp.list(all.into_iter().map(Value::Dict).collect()))
                    })
                },
            ),
            def(
                "json",
                "(self, /, *, indent=None, include_url=True, include_context=True, include_input=True)",
                |interp, args| {
                    let parts = Parts {
                        url: flag(interp, &args[2])?,
                        context: flag(interp, &args[3])?,
                        input: flag(interp, &args[4])?,
                    };
                    let indent = match args[1].bound() {
                        Some(Value::Int(width)) => usize::try_from(*width).ok(),
                        _ => None,
                    };
                    with_report(interp, &args[0], |interp, report| {
                        let all = errors(interp, report, &parts)?;
                        for dict in &all {
                            if let Some(Value::Dict(context)) = dict.get("ctx") {
                                let plain = interp.dict();
                                for (key, value) in context.entries() {
                                    let value = if matches!(&value, Value::Object(object) if object.data::<playground_python::error::ExceptionData>().is_some()) {
                                        Value::Str(interp.str(&value)?)
                                    } else {
                                        value
                                    };
                                    interp.dict_set(&plain, &key, value)?;
                                }
                                dict.set_str(interp.intern("ctx"), Value::Dict(plain));
                            }
                        }
                        let list = interp.list(all.into_iter().map(Value::Dict).collect());
                        let plain = infer::to_jsonable(interp, &list, true)?;
                        let text = json::write(interp, &plain, indent, false, json::Special::Null)?;
                        Ok(Value::str(text))
                    })
                },
            ),
            def("__str__", "(self, /)", |interp, args| {
                with_report(interp, &args[0], |interp, report| {
                    Ok(Value::str(text(interp, report)?))
                })
            }),
            def("__repr__", "(self, /)", |interp, args| {
                with_report(interp, &args[0], |interp, report| {
                    Ok(Value::str(text(interp, report)?))
                })
            }),
        ],
    );
    interp.add_attributes(
        &class,
        &[Attribute {
            name: "title",
            get: |interp, this| with_report(interp, this, |_, report| Ok(report.title.clone())),
            set: None,
        }],
    );
    class
}

/// Whether a known kind has a name; for callers that read programs' names.
pub fn is_known(name: &str) -> bool {
    kinds::find(name).is_some()
}
