//! Programs and their presets: they load, they answer, and predictions are right.

use playground_judge::{body_text, predicted};
use playground_lessons::{Example, Predict, Preset, slug};
use playground_protocol::{Answer, Diagnostic, Program, Request};

use super::session::{Session, error_line, program_files, request};
use super::{Context, Found, line_of, short};

/// What an example answers to its presets, sent one after the other.
pub struct Presets {
    pub answers: Vec<Answer>,
    /// Why it can't be loaded.
    pub error: Option<Diagnostic>,
    /// Where it differs from what is recorded.
    differs: Vec<Found>,
}

impl Context<'_> {
    /// What an example answers to its presets.
    pub(super) fn presets(&self, example: &Example) -> Option<&Presets> {
        let place = self.presets.get(example.name.as_str())?;
        Some(place.get_or_init(|| {
            let session = Session::with_openapi(self, format!("guide/{}", example.name));
            ask(self, session, example, &example.presets)
        }))
    }

    /// What an example answers to the preset with this slug.
    pub(super) fn preset_answer(&self, example: &Example, wanted: &str) -> Option<&Answer> {
        let index = example
            .presets
            .iter()
            .position(|preset| slug(&preset.name) == wanted)?;
        self.presets(example)?.answers.get(index)
    }
}

/// The file of an example that describes it.
pub fn file(example: &Example) -> String {
    format!("examples/{}/example.toml", example.name)
}

/// An example as a program.
pub fn program(example: &Example) -> Program {
    Program {
        files: program_files(&example.files),
        entry: example.app.clone(),
        env: example.env.clone(),
        workspace: String::new(),
    }
}

fn ask(
    context: &Context<'_>,
    mut session: Session<'_>,
    example: &Example,
    presets: &[Preset],
) -> Presets {
    let error = session.load(program(example)).err();
    let answers = match error {
        Some(_) => Vec::new(),
        None => presets
            .iter()
            .map(|preset| session.send(sent(preset)))
            .collect(),
    };
    let differs = context.settle(session, &file(example), 0);
    Presets {
        answers,
        error,
        differs,
    }
}

fn sent(preset: &Preset) -> Request {
    request(
        &preset.method,
        &preset.url,
        &preset.headers,
        preset.body.as_deref(),
        false,
    )
}

pub fn check(context: &Context<'_>, example: &Example) -> Vec<Found> {
    let file = file(example);
    let mut found = Vec::new();
    let Some(presets) = context.presets(example) else {
        return found;
    };
    found.extend(presets.differs.iter().cloned());
    if let Some(error) = &presets.error {
        let message = format!("The program doesn't load: {}", error_line(error));
        found.push(Found::problem(&file, 0, message));
        return found;
    }
    for (preset, answer) in example.presets.iter().zip(&presets.answers) {
        let line = line_of(context.root, &file, &format!("\"{}\"", preset.name));
        if answer.status >= 500 && !wants_failure(context, example, preset) {
            let error = answer.error.as_ref().map(error_line);
            let message = format!(
                "`{}` is answered with {}, which neither its note nor a prediction says: {}",
                preset.name,
                answer.status,
                error.unwrap_or_else(|| short(&body_text(answer)))
            );
            found.push(Found::problem(&file, line, message));
        }
        let Some(predict) = &preset.predict else {
            continue;
        };
        let line = line_of(context.root, &file, &format!("\"{}\"", predict.id));
        for message in unclear(predict, answer) {
            found.push(Found::problem(&file, line, message));
        }
        // Who sends this preset first, without those before it, is asked too.
        let session = Session::new(context);
        let alone = ask(context, session, example, std::slice::from_ref(preset));
        if let Some(alone) = alone.answers.first()
            && unclear(predict, answer).is_empty()
            && !unclear(predict, alone).is_empty()
        {
            let message = format!(
                "When `{}` is sent first, none of what can be predicted comes back, but {}: {}",
                preset.name,
                alone.status,
                short(&body_text(alone))
            );
            found.push(Found::warning(&file, line, message));
        }
    }
    found
}

/// Whether a server error is what a preset is about: its texts say 500, or a page shows it.
fn wants_failure(context: &Context<'_>, example: &Example, preset: &Preset) -> bool {
    let says = |text: &str| text.contains("500");
    let note = preset.note.as_deref().is_some_and(says) || says(&preset.name);
    let predicted = preset
        .predict
        .as_ref()
        .is_some_and(|predict| predict.statuses.iter().any(|status| status.is >= 500));
    let wanted = slug(&preset.name);
    let shown = context
        .content
        .sections
        .iter()
        .filter(|section| section.example.as_deref() == Some(example.name.as_str()))
        .flat_map(|section| &section.fences)
        .any(|fence| fence.answer() == Some(wanted.as_str()) && says(&fence.text));
    note || predicted || shown
}

/// What keeps a prediction from being decided by an answer.
fn unclear(predict: &Predict, answer: &Answer) -> Vec<String> {
    let came = predicted(predict, answer);
    let mut wrong = Vec::new();
    if came.statuses.len() != 1 {
        wrong.push(format!(
            "Prediction `{}`: {} statuses agree with the answer, which has {}.",
            predict.id,
            came.statuses.len(),
            answer.status
        ));
    }
    if came.bodies.len() != 1 {
        wrong.push(format!(
            "Prediction `{}`: {} bodies agree with the answer, which is: {}",
            predict.id,
            came.bodies.len(),
            short(&body_text(answer))
        ));
    }
    wrong
}
