//! Programs: `examples/NAME/` with `example.toml`, and what is predicted of their answers.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use super::request::parts;
use super::{Reader, line_of_id, main_app, stem};
use crate::highlight::{Language, highlight};
use crate::model::{BodyGuess, Example, Predict, Preset, StatusGuess};
use crate::open_json;
use crate::render::inline;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExampleToml {
    title: String,
    #[serde(default)]
    summary: String,
    #[serde(default = "main_app")]
    app: String,
    #[serde(default)]
    env: BTreeMap<String, String>,
    #[serde(default)]
    preset: Vec<PresetToml>,
    #[serde(default)]
    template: bool,
    /// The order in which the files are shown; files that aren't named follow by name.
    #[serde(default)]
    order: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PresetToml {
    name: String,
    #[serde(default = "get")]
    method: String,
    url: String,
    #[serde(default)]
    headers: toml::Table,
    body: Option<toml::Value>,
    note: Option<String>,
    predict: Option<PredictToml>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PredictToml {
    id: String,
    ask: String,
    explain: String,
    #[serde(default)]
    status: Vec<StatusToml>,
    #[serde(default)]
    body: Vec<BodyToml>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StatusToml {
    is: u16,
    why: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BodyToml {
    json: Option<String>,
    text: Option<String>,
    why: String,
}

fn get() -> String {
    "GET".to_owned()
}

impl Reader<'_> {
    pub(super) fn example(&mut self, folder: &Path) -> Option<Example> {
        let path = folder.join("example.toml");
        let text = self.text(&path)?;
        let parsed: ExampleToml = self.toml(&path, &text)?;
        let mut files = self.files(folder);
        for (place, name) in parsed.order.iter().enumerate() {
            match files.iter().position(|file| file.path == *name) {
                Some(found) => {
                    let file = files.remove(found);
                    files.insert(place.min(files.len()), file);
                }
                None => self.say(
                    &path,
                    0,
                    format!("`order` names `{name}`, which isn't there."),
                ),
            }
        }
        if parsed.order.is_empty() {
            // The application's file is what a learner should see first.
            let module = parsed.app.split(':').next().unwrap_or_default();
            let main = format!("{}.py", module.replace('.', "/"));
            if let Some(found) = files.iter().position(|file| file.path == main) {
                let file = files.remove(found);
                files.insert(0, file);
            }
        }
        let mut presets = Vec::new();
        for preset in parsed.preset {
            let predict = preset
                .predict
                .map(|predict| self.predict(&path, &text, predict));
            let sent = parts(preset.headers, preset.body);
            presets.push(Preset {
                name: preset.name,
                method: preset.method.to_uppercase(),
                url: preset.url,
                headers: sent.headers,
                body: sent.body,
                note: preset.note.as_deref().map(inline),
                predict,
            });
        }
        Some(Example {
            name: stem(folder),
            title: parsed.title,
            summary: parsed.summary,
            app: parsed.app,
            env: parsed.env,
            files,
            presets,
            template: parsed.template,
        })
    }

    fn predict(&mut self, path: &Path, text: &str, predict: PredictToml) -> Predict {
        let line = line_of_id(text, &predict.id);
        let mut bodies = Vec::new();
        for body in predict.body {
            let json = body.json.as_deref().and_then(|json| {
                open_json::parse(json)
                    .map_err(|(message, _)| self.say(path, line, message))
                    .ok()
            });
            let html = match (&body.json, &body.text) {
                (Some(json), None) => highlight(Language::Json, json.trim()),
                (None, Some(text)) => highlight(Language::Plain, text.trim_end()),
                _ => {
                    self.say(path, line, "A predicted body has either `json` or `text`.");
                    String::new()
                }
            };
            bodies.push(BodyGuess {
                html,
                json,
                text: body.text,
                why: inline(&body.why),
            });
        }
        let statuses = predict.status.iter().map(|status| StatusGuess {
            is: status.is,
            why: inline(&status.why),
        });
        Predict {
            ask: inline(&predict.ask),
            explain: self.markdown(path, line, &predict.explain),
            statuses: statuses.collect(),
            bodies,
            id: predict.id,
        }
    }
}
