//! Python values as JSON, and places as the protocol has them.

use playground_protocol::Source;
use playground_python::interp::Interp;
use playground_python::source::Place;
use playground_python::value::Value;
use serde_json::{Map, Number, Value as Json};

/// How deeply values may be nested; what lies deeper is shown by its repr.
const DEPTH: usize = 64;

/// A value as JSON. What JSON doesn't have is given by its repr.
pub(crate) fn json(interp: &mut Interp, value: &Value) -> Json {
    nested(interp, value, 0)
}

fn nested(interp: &mut Interp, value: &Value, depth: usize) -> Json {
    let list = |interp: &mut Interp, items: &[Value]| {
        Json::Array(
            items
                .iter()
                .map(|item| nested(interp, item, depth + 1))
                .collect(),
        )
    };
    match value {
        Value::None | Value::Unbound => Json::Null,
        Value::Bool(flag) => Json::Bool(*flag),
        Value::Int(number) => Json::from(*number),
        Value::Float(number) => Number::from_f64(*number).map_or(Json::Null, Json::Number),
        Value::Str(text) => Json::from(text.as_str()),
        Value::Tuple(items) if depth < DEPTH => list(interp, items),
        Value::List(items) if depth < DEPTH => {
            let items = items.0.borrow().clone();
            list(interp, &items)
        }
        Value::Dict(dict) if depth < DEPTH => {
            let mut map = Map::new();
            for (key, value) in dict.entries() {
                let key = match &key {
                    Value::Str(text) => text.to_string(),
                    other => repr(interp, other),
                };
                map.insert(key, nested(interp, &value, depth + 1));
            }
            Json::Object(map)
        }
        other => Json::from(repr(interp, other)),
    }
}

/// The repr of a value; of one whose repr raises, its type.
pub(crate) fn repr(interp: &mut Interp, value: &Value) -> String {
    match interp.repr(value) {
        Ok(text) => text.to_string(),
        Err(_) => format!("<{} object>", interp.type_name(value)),
    }
}

/// A place as the protocol has it.
pub(crate) fn source(place: &Place) -> Source {
    Source {
        file: place.file.to_string(),
        line: place.line,
        column: place.column,
        end_line: place.end_line,
        end_column: place.end_column,
    }
}
