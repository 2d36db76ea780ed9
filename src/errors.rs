//! Validation errors of an answer, and the places in the request that they belong to.

use playground_protocol::{Answer, Field, Place, TraceKind};
use serde_json::Value;

use crate::json::Step;

/// One thing that validation found wrong.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldError {
    /// Where in the request: `body`, `item`, `price`.
    pub loc: Vec<Value>,
    /// What is wrong.
    pub message: String,
    /// Pydantic's name for it.
    pub kind: String,
}

impl FieldError {
    /// The place as people read it.
    pub fn path(&self) -> String {
        self.loc
            .iter()
            .map(crate::request::plain)
            .collect::<Vec<_>>()
            .join(" → ")
    }

    /// Whether it belongs to this parameter.
    pub fn is_at(&self, field: &Field) -> bool {
        let place = match field.place {
            Place::Path => "path",
            Place::Query => "query",
            Place::Header => "header",
            Place::Cookie => "cookie",
        };
        let name = self
            .loc
            .get(1)
            .map(crate::request::plain)
            .unwrap_or_default();
        let same = |name: &str| {
            name.replace('_', "-")
                .eq_ignore_ascii_case(&field.name.replace('_', "-"))
        };
        self.loc.first().and_then(Value::as_str) == Some(place)
            && if field.place == Place::Header {
                same(&name)
            } else {
                name == field.name
            }
    }

    /// Whether it belongs to the body.
    pub fn in_body(&self) -> bool {
        self.loc.first().and_then(Value::as_str) == Some("body")
    }

    /// Its way into a JSON body.
    pub fn steps(&self) -> Vec<Step> {
        self.loc
            .iter()
            .skip(1)
            .map(|part| match part.as_u64() {
                Some(index) => Step::Index(index as usize),
                None => Step::Name(crate::request::plain(part)),
            })
            .collect()
    }
}

/// The errors of an answer: as the trace has them, or (a program may be asked without one) as the
/// body of a 422 lists them.
pub fn of(answer: &Answer) -> Vec<FieldError> {
    if answer.status < 400 {
        return Vec::new();
    }
    let traced: Vec<FieldError> = answer
        .trace
        .iter()
        .filter_map(|event| match &event.kind {
            TraceKind::ValidationError {
                loc,
                message,
                r#type,
                ..
            } => Some(FieldError {
                loc: loc.clone(),
                message: message.clone(),
                kind: r#type.clone(),
            }),
            _ => None,
        })
        .collect();
    if !traced.is_empty() || answer.status != 422 {
        return traced;
    }
    let body: Value = answer
        .body
        .text()
        .and_then(|text| serde_json::from_str(text).ok())
        .unwrap_or_default();
    let list = body
        .get("detail")
        .and_then(Value::as_array)
        .cloned()
        .unwrap_or_default();
    list.iter()
        .filter_map(|error| {
            Some(FieldError {
                loc: error.get("loc")?.as_array()?.clone(),
                message: error.get("msg")?.as_str()?.to_owned(),
                kind: error
                    .get("type")
                    .and_then(Value::as_str)
                    .unwrap_or_default()
                    .to_owned(),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use playground_protocol::Body;
    use serde_json::json;

    #[test]
    fn errors_find_their_fields() {
        let detail = json!({"detail": [
            {"type": "int_parsing", "loc": ["path", "item_id"], "msg": "bad", "input": "x"},
            {"type": "missing", "loc": ["header", "x-token"], "msg": "Field required", "input": null},
            {"type": "float_parsing", "loc": ["body", "items", 2, "price"], "msg": "bad", "input": "y"},
            {"loc": "odd"}
        ]});
        let answer = Answer {
            status: 422,
            body: Body::Text(detail.to_string()),
            ..Answer::default()
        };
        let errors = of(&answer);
        assert_eq!(errors.len(), 3);
        let field = |name: &str, place| Field {
            name: name.into(),
            place,
            required: true,
            schema: Value::Null,
            description: String::new(),
            example: None,
        };
        assert!(errors[0].is_at(&field("item_id", Place::Path)));
        assert!(!errors[0].is_at(&field("item_id", Place::Query)));
        assert!(errors[1].is_at(&field("X-Token", Place::Header)));
        assert_eq!(
            errors[2].steps(),
            [
                Step::Name("items".into()),
                Step::Index(2),
                Step::Name("price".into())
            ]
        );
        assert_eq!(errors[2].path(), "body → items → 2 → price");
        assert_eq!(
            of(&Answer {
                status: 422,
                body: Body::Text("[]".into()),
                ..Answer::default()
            }),
            []
        );
    }
}
