//! What a program can be asked, in the shape that a request form needs.
//!
//! It can be read off an OpenAPI document, so that there is one truth about a program's
//! parameters; only routes that are hidden from the document and source ranges come from elsewhere.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::Source;

/// One method of one path.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Operation {
    /// The method, in upper case.
    pub method: String,
    /// The path template, such as `/items/{item_id}`.
    pub path: String,
    /// The function's name, or the operation's id where the name isn't known.
    #[serde(default)]
    pub name: String,
    /// One line for people.
    #[serde(default)]
    pub summary: String,
    /// The tags it is grouped by.
    #[serde(default)]
    pub tags: Vec<String>,
    /// Whether it is marked as deprecated.
    #[serde(default)]
    pub deprecated: bool,
    /// Path, query, header and cookie parameters.
    #[serde(default)]
    pub fields: Vec<Field>,
    /// The body that it takes.
    #[serde(default)]
    pub body: Option<BodyForm>,
    /// Names of the security schemes that it asks for.
    #[serde(default)]
    pub security: Vec<String>,
    /// Where its function stands.
    #[serde(default)]
    pub source: Option<Source>,
}

/// One parameter of an operation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Field {
    /// Its name as it is sent.
    pub name: String,
    /// Where it is sent.
    pub place: Place,
    /// Whether it must be sent.
    #[serde(default)]
    pub required: bool,
    /// Its JSON Schema, references not resolved.
    #[serde(default)]
    pub schema: Value,
    /// What it means.
    #[serde(default)]
    pub description: String,
    /// A value to begin with.
    #[serde(default)]
    pub example: Option<Value>,
}

/// Where a parameter is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Place {
    Path,
    Query,
    Header,
    Cookie,
}

/// The body that an operation takes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct BodyForm {
    /// `application/json`, `application/x-www-form-urlencoded`, `multipart/form-data` …
    pub content_type: String,
    /// Whether it must be sent.
    #[serde(default)]
    pub required: bool,
    /// Its JSON Schema, references not resolved.
    #[serde(default)]
    pub schema: Value,
    /// A body to begin with.
    #[serde(default)]
    pub example: Value,
}

const METHODS: [&str; 8] = [
    "get", "post", "put", "patch", "delete", "head", "options", "trace",
];

/// Reads the operations off an OpenAPI document, in its order. What is malformed is left out.
pub fn operations_from_openapi(document: &Value) -> Vec<Operation> {
    let Some(paths) = document.get("paths").and_then(Value::as_object) else {
        return Vec::new();
    };
    let mut operations = Vec::new();
    for (path, item) in paths {
        let Some(item) = item.as_object() else {
            continue;
        };
        for (method, operation) in item {
            if METHODS.contains(&method.as_str()) {
                operations.push(read_operation(document, path, method, operation));
            }
        }
    }
    operations
}

fn read_operation(document: &Value, path: &str, method: &str, operation: &Value) -> Operation {
    let fields = operation
        .get("parameters")
        .and_then(Value::as_array)
        .map(|list| {
            list.iter()
                .filter_map(|parameter| read_field(document, parameter))
                .collect()
        })
        .unwrap_or_default();
    let body = operation.get("requestBody").and_then(|body| {
        let (content_type, media) = body.get("content")?.as_object()?.iter().next()?;
        let schema = media.get("schema").cloned().unwrap_or(Value::Null);
        let example = example_of(document, &schema, 0);
        Some(BodyForm {
            content_type: content_type.clone(),
            required: flag(body, "required"),
            schema,
            example,
        })
    });
    let security = operation
        .get("security")
        .and_then(Value::as_array)
        .map(|list| {
            list.iter()
                .filter_map(Value::as_object)
                .flat_map(|one| one.keys().cloned())
                .collect()
        })
        .unwrap_or_default();
    Operation {
        method: method.to_uppercase(),
        path: path.to_owned(),
        name: string(operation, "operationId"),
        summary: string(operation, "summary"),
        tags: operation
            .get("tags")
            .and_then(Value::as_array)
            .map(|tags| {
                tags.iter()
                    .filter_map(Value::as_str)
                    .map(str::to_owned)
                    .collect()
            })
            .unwrap_or_default(),
        deprecated: flag(operation, "deprecated"),
        fields,
        body,
        security,
        source: None,
    }
}

fn read_field(document: &Value, parameter: &Value) -> Option<Field> {
    let place = match parameter.get("in")?.as_str()? {
        "path" => Place::Path,
        "query" => Place::Query,
        "header" => Place::Header,
        "cookie" => Place::Cookie,
        _ => return None,
    };
    let schema = parameter.get("schema").cloned().unwrap_or(Value::Null);
    let required = flag(parameter, "required");
    let example = parameter
        .get("example")
        .cloned()
        .or_else(|| first_example(&schema))
        .or_else(|| required.then(|| example_of(document, &schema, 0)));
    Some(Field {
        name: parameter.get("name")?.as_str()?.to_owned(),
        place,
        required,
        schema,
        description: string(parameter, "description"),
        example,
    })
}

fn string(value: &Value, key: &str) -> String {
    value
        .get(key)
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned()
}

fn flag(value: &Value, key: &str) -> bool {
    value.get(key).and_then(Value::as_bool).unwrap_or_default()
}

fn first_example(schema: &Value) -> Option<Value> {
    schema
        .get("examples")
        .and_then(Value::as_array)
        .and_then(|list| list.first())
        .cloned()
}

/// The schema that a reference names, or the schema itself.
fn resolve<'a>(document: &'a Value, schema: &'a Value) -> &'a Value {
    match schema
        .get("$ref")
        .and_then(Value::as_str)
        .and_then(|name| name.strip_prefix('#'))
    {
        Some(pointer) => document.pointer(pointer).unwrap_or(schema),
        None => schema,
    }
}

/// A value that fits the schema and is pleasant to begin with. Depth is bounded, because schemas
/// may refer to themselves.
fn example_of(document: &Value, schema: &Value, depth: u32) -> Value {
    let schema = resolve(document, schema);
    if depth > 6 {
        return Value::Null;
    }
    if let Some(example) = schema
        .get("example")
        .cloned()
        .or_else(|| first_example(schema))
    {
        return example;
    }
    for key in ["default", "const"] {
        if let Some(value) = schema.get(key) {
            return value.clone();
        }
    }
    if let Some(first) = schema
        .get("enum")
        .and_then(Value::as_array)
        .and_then(|list| list.first())
    {
        return first.clone();
    }
    for key in ["anyOf", "oneOf", "allOf"] {
        if let Some(first) = schema
            .get(key)
            .and_then(Value::as_array)
            .and_then(|list| list.first())
        {
            return example_of(document, first, depth + 1);
        }
    }
    let lowest = schema
        .get("minimum")
        .or_else(|| schema.get("exclusiveMinimum"))
        .and_then(Value::as_i64)
        .map(|low| low.saturating_add(i64::from(schema.get("exclusiveMinimum").is_some())));
    match schema.get("type").and_then(Value::as_str) {
        Some("integer") => Value::from(lowest.unwrap_or(1)),
        Some("number") => Value::from(lowest.map_or(1.5, |low| low as f64)),
        Some("boolean") => Value::Bool(true),
        Some("string") => Value::from(match schema.get("format").and_then(Value::as_str) {
            Some("date-time") => "2026-01-31T09:30:00Z",
            Some("date") => "2026-01-31",
            Some("time") => "09:30:00",
            Some("email") => "ada@example.com",
            Some("uuid") => "7c9e6679-7425-40de-944b-e07fc1f90ae7",
            Some("uri") => "https://example.com/",
            Some("duration") => "PT1H",
            _ => "string",
        }),
        Some("array") => {
            let item = schema
                .get("items")
                .map_or(Value::Null, |items| example_of(document, items, depth + 1));
            Value::Array(vec![item])
        }
        _ => match schema.get("properties").and_then(Value::as_object) {
            Some(properties) => Value::Object(
                properties
                    .iter()
                    .map(|(name, property)| {
                        (name.clone(), example_of(document, property, depth + 1))
                    })
                    .collect(),
            ),
            None if schema.get("type").and_then(Value::as_str) == Some("object") => {
                Value::Object(Map::new())
            }
            None => Value::Null,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn reads_parameters_bodies_and_references() {
        let document = json!({
            "paths": {"/items/{item_id}": {"put": {
                "operationId": "update", "summary": "Update",
                "parameters": [
                    {"name": "item_id", "in": "path", "required": true, "schema": {"type": "integer", "minimum": 3}},
                    {"name": "q", "in": "query", "schema": {"anyOf": [{"type": "string"}, {"type": "null"}]}}
                ],
                "requestBody": {"required": true, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Item"}}}}
            }}},
            "components": {"schemas": {"Item": {"type": "object", "properties": {
                "name": {"type": "string"},
                "parts": {"type": "array", "items": {"$ref": "#/components/schemas/Item"}}
            }}}}
        });
        let operations = operations_from_openapi(&document);
        assert_eq!(operations.len(), 1);
        let operation = &operations[0];
        assert_eq!(
            (operation.method.as_str(), operation.path.as_str()),
            ("PUT", "/items/{item_id}")
        );
        assert_eq!(operation.fields[0].example, Some(json!(3)));
        assert_eq!(operation.fields[1].example, None);
        let body = operation.body.as_ref().map(|body| &body.example);
        assert_eq!(
            body.and_then(|body| body.get("name")),
            Some(&json!("string"))
        );
    }

    #[test]
    fn malformed_documents_give_no_operations() {
        for document in [
            json!(null),
            json!({"paths": []}),
            json!({"paths": {"/": 3}}),
            json!({"paths": {"/": {"get": 7}}}),
        ] {
            assert!(operations_from_openapi(&document).len() <= 1);
        }
    }
}
