//! How hard the texts are to read: long sentences, and the school grade by the formula of Flesch and
//! Kincaid (0.39 × words per sentence + 11.8 × syllables per word − 15.59). Both are hints.

use std::collections::BTreeMap;
use std::path::Path;

use playground_lessons::{Content, Exercise};

use super::prose::{CODE, paragraphs};
use super::{Found, line_of, short};

/// A sentence of more words is warned of.
const WORDS: usize = 35;
/// So is a text above this grade: readers for whom English is a second language follow up to here.
const GRADE: f64 = 11.0;
/// In fewer words one long word weighs too much.
const ENOUGH: usize = 100;

pub fn check(root: &Path, content: &Content) -> Vec<Found> {
    let mut found = Vec::new();
    for section in &content.sections {
        text(root, &section.file, &[&section.html], &mut found);
    }
    let mut exercises: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let steps = content.projects.iter().flat_map(|project| &project.steps);
    let sets = content.exercises.iter().flat_map(|set| &set.exercises);
    for exercise in sets.chain(steps) {
        let texts = exercises.entry(&exercise.file).or_default();
        texts.extend(of_exercise(exercise));
    }
    for project in &content.projects {
        exercises.insert(&project.file, vec![&project.intro]);
    }
    for (file, texts) in exercises {
        text(root, file, &texts, &mut found);
    }
    for quiz in &content.quizzes {
        let options = quiz.questions.iter().flat_map(|question| &question.options);
        let mut texts: Vec<&str> = options.map(|option| option.why.as_str()).collect();
        texts.extend(quiz.questions.iter().map(|question| question.text.as_str()));
        text(root, &super::question::file(quiz), &texts, &mut found);
    }
    for example in &content.examples {
        let mut texts: Vec<&str> = Vec::new();
        for preset in &example.presets {
            texts.extend(preset.note.as_deref());
            texts.extend(
                preset
                    .predict
                    .as_ref()
                    .map(|predict| predict.explain.as_str()),
            );
        }
        text(root, &super::example::file(example), &texts, &mut found);
    }
    for (file, level) in interview_files(root).iter().zip(&content.levels) {
        let texts: Vec<&str> = level
            .cards
            .iter()
            .flat_map(|card| [card.short.as_str(), card.long.as_str()])
            .collect();
        text(root, file, &texts, &mut found);
    }
    found
}

fn of_exercise(exercise: &Exercise) -> [&str; 2] {
    [&exercise.task, &exercise.explain]
}

/// The files of the interview's levels, in the order in which they are read.
fn interview_files(root: &Path) -> Vec<String> {
    let Ok(list) = std::fs::read_dir(root.join("interview")) else {
        return Vec::new();
    };
    let mut names: Vec<String> = list
        .flatten()
        .map(|entry| format!("interview/{}", entry.file_name().to_string_lossy()))
        .filter(|name| name.ends_with(".toml"))
        .collect();
    names.sort();
    names
}

fn text(root: &Path, file: &str, html: &[&str], found: &mut Vec<Found>) {
    let sentences: Vec<String> = html
        .iter()
        .flat_map(|html| paragraphs(html))
        .flat_map(|paragraph| sentences(&paragraph))
        .collect();
    for sentence in &sentences {
        let count = words(sentence).count();
        if count > WORDS {
            let beginning = sentence.split(CODE).next().unwrap_or_default().trim();
            let first: Vec<&str> = beginning.split_whitespace().take(4).collect();
            let line = line_of(root, file, &first.join(" "));
            let message = format!("A sentence of {count} words: {}", short(sentence));
            found.push(Found::warning(file, line, message));
        }
    }
    let all: Vec<&str> = sentences.iter().flat_map(|one| words(one)).collect();
    if all.len() >= ENOUGH {
        let grade = grade(&sentences);
        if grade > GRADE {
            let message = format!(
                "The text is hard to read: grade {grade:.1} by Flesch and Kincaid, {GRADE} is enough. Shorter sentences help most."
            );
            found.push(Found::warning(file, 0, message));
        }
    }
}

fn grade(sentences: &[String]) -> f64 {
    let all = sentences.iter().flat_map(|sentence| words(sentence));
    let (count, syllables) = all.fold((0_u32, 0_u32), |(count, sum), word| {
        (count + 1, sum + syllables(word))
    });
    let ended = u32::try_from(sentences.len()).unwrap_or(u32::MAX).max(1);
    let count = f64::from(count.max(1));
    0.39 * (count / f64::from(ended)) + 11.8 * (f64::from(syllables) / count) - 15.59
}

/// A sentence ends with its mark and a blank, or with its paragraph.
fn sentences(paragraph: &str) -> Vec<String> {
    let mut all = Vec::new();
    let mut now: Vec<&str> = Vec::new();
    for word in paragraph.split_whitespace() {
        now.push(word);
        let end = word.trim_end_matches(['"', '\'', ')', '”', '*', '_']);
        if end.ends_with(['.', '?', '!', ':', ';']) {
            all.push(std::mem::take(&mut now).join(" "));
        }
    }
    all.push(now.join(" "));
    all.retain(|sentence| words(sentence).next().is_some());
    all
}

/// The words: what has a letter in it.
fn words(sentence: &str) -> impl Iterator<Item = &str> {
    sentence
        .split_whitespace()
        .filter(|word| word.chars().any(char::is_alphabetic))
}

/// About how many syllables a word has: its groups of vowels, without an `e` at the end that isn't
/// heard.
fn syllables(word: &str) -> u32 {
    let word: String = word
        .to_lowercase()
        .chars()
        .filter(|c| c.is_alphabetic())
        .collect();
    let vowel = |c: char| "aeiouy".contains(c);
    let mut count = 0;
    let mut before = false;
    for character in word.chars() {
        let now = vowel(character);
        if now && !before {
            count += 1;
        }
        before = now;
    }
    let silent = word.ends_with('e') && !word.ends_with("le") || word.ends_with("ed");
    if silent && count > 1 {
        count -= 1;
    }
    count.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_words_and_sentences_are_harder() {
        let simple = sentences("The dog sees a cat. It runs to it.");
        let hard = sentences(
            "Asynchronous communication necessitates considerable organizational understanding among participating institutions.",
        );
        assert_eq!(simple.len(), 2);
        assert!(grade(&simple) < 3.0 && grade(&hard) > 20.0);
        let counts: Vec<u32> = ["code", "table", "validation", "asked", "a"]
            .map(syllables)
            .to_vec();
        assert_eq!(counts, [1, 2, 4, 1, 1]);
    }
}
