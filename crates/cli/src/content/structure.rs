//! Whether sections are built as they should be, and whether there is enough to do in them.

use playground_lessons::{Content, Question, QuestionKind, Quiz, Section, slug};

use super::prose::{bare, paragraphs, plain};
use super::{Context, Found, example, question};

/// How many questions and exercises a section has at least.
const QUESTIONS: usize = 6;
const EXERCISES: usize = 3;
/// The section that is a list of links: there is nothing to ask about it.
const LINKS: &str = "11";

/// Whether a section teaches something of its own, and isn't a page with cards, projects or links.
fn teaches(section: &Section) -> bool {
    section.shows.is_none() && section.number != LINKS
}

pub fn check(context: &Context<'_>, section: &Section) -> Vec<Found> {
    let content = context.content;
    let mut found = Vec::new();
    let mut problem = |message: String| found.push(Found::problem(&section.file, 1, message));
    let has = |id: &str| section.headings.iter().any(|heading| heading.id == id);
    if section.number != LINKS {
        for (id, title) in [("in-short", "In short"), ("what-is-next", "What is next")] {
            if !has(id) {
                problem(format!("There is no part `## {title}`."));
            }
        }
    }
    if section.example.is_some() && !section.html.contains("After this section you can") {
        problem(
            "It doesn't say what one can do after it: `After this section you can`.".to_owned(),
        );
    }
    if teaches(section) {
        let quiz = section.quiz.as_deref().and_then(|name| content.quiz(name));
        let count = quiz.map_or(0, |quiz| quiz.questions.len());
        if count < QUESTIONS {
            problem(format!(
                "It has {count} questions; {QUESTIONS} are the least."
            ));
        }
        let set = section
            .exercises
            .as_deref()
            .and_then(|name| content.exercise_set(name));
        let count = set.map_or(0, |set| set.exercises.len());
        if count < EXERCISES {
            problem(format!(
                "It has {count} exercises; {EXERCISES} are the least."
            ));
        }
    }
    let known = section
        .example
        .as_deref()
        .and_then(|name| content.example(name));
    if let Some(known) = known {
        if known.presets.iter().all(|preset| preset.predict.is_none()) {
            problem("Its program has no prediction.".to_owned());
        }
        let answers = section
            .quiz
            .as_deref()
            .and_then(|name| content.quiz(name))
            .is_some_and(|quiz| {
                quiz.questions
                    .iter()
                    .any(|question| question.kind == QuestionKind::Answer)
            });
        if teaches(section) && !answers {
            problem("No question of its quiz is of the kind `answer`.".to_owned());
        }
    }
    let mut warn = |message: String| found.push(Found::warning(&section.file, 1, message));
    if teaches(section) && !has("common-mistakes") {
        warn("There is no part `## Common mistakes`.".to_owned());
    }
    let words: usize = paragraphs(&section.html)
        .iter()
        .map(|text| text.split_whitespace().count())
        .sum();
    if teaches(section) && !(350..=1500).contains(&words) {
        warn(format!(
            "Its text has {words} words; 500 to 1200 are usual."
        ));
    }
    let text = plain(&section.html);
    for preset in known.iter().flat_map(|known| &known.presets) {
        if preset.predict.is_some() && !text.contains(&bare(&preset.name)) {
            warn(format!(
                "The text doesn't speak of the preset `{}`, which is predicted.",
                preset.name
            ));
        }
    }
    found
}

/// What is said of the content apart from sections.
pub fn whole(content: &Content) -> Vec<Found> {
    let mut found = Vec::new();
    for quiz in &content.quizzes {
        found.extend(habits(quiz));
    }
    for known in &content.examples {
        let count = known.presets.len();
        if !(2..=6).contains(&count) {
            let message = format!("It has {count} presets; two to six are usual.");
            found.push(Found::warning(&example::file(known), 0, message));
        }
        let mut slugs: Vec<String> = known.presets.iter().map(|one| slug(&one.name)).collect();
        slugs.sort();
        slugs.dedup();
        if slugs.len() < count {
            let message = "Two presets have names that differ in signs only.";
            found.push(Found::problem(&example::file(known), 0, message));
        }
    }
    found
}

/// What gives the right option away without thinking: its place, or its length.
fn habits(quiz: &Quiz) -> Vec<Found> {
    const SOME: usize = 4;
    let file = question::file(quiz);
    let mut found = Vec::new();
    let chosen =
        |question: &&Question| matches!(question.kind, QuestionKind::Single | QuestionKind::Answer);
    let right: Vec<(usize, bool)> = quiz
        .questions
        .iter()
        .filter(chosen)
        .filter_map(|question| {
            let place = question.options.iter().position(|option| option.correct)?;
            let lengths = question
                .options
                .iter()
                .map(|option| plain(&option.text).len());
            let mut others: Vec<usize> = lengths.collect();
            let own = others.remove(place);
            Some((place, others.iter().all(|other| *other < own)))
        })
        .collect();
    if right.len() < SOME {
        return found;
    }
    let mut say = |message: &str| found.push(Found::warning(&file, 0, message));
    let same = right
        .iter()
        .all(|(place, _)| right.first().map(|one| one.0) == Some(*place));
    if same {
        say("The right option stands in the same place in every question.");
    }
    let longest = right.iter().filter(|(_, longest)| *longest).count();
    if longest * 10 >= right.len() * 7 {
        say("In most questions the right option is the longest.");
    }
    found
}
