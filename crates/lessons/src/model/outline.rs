//! The content in the portions in which the page fetches it: an outline of everything, and what
//! belongs to one section.

use serde::{Deserialize, Serialize};

use super::{Content, Example, Exercise, ExerciseKind, Quiz, Section};

/// What there is, without the texts: what navigation and progress need.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Outline {
    /// The sections, without their text.
    pub sections: Vec<Section>,
    /// The programs, without their files.
    pub examples: Vec<ExampleHead>,
    /// The ids of the questions, by quiz.
    pub quizzes: Vec<Group<String>>,
    /// The exercises, by file.
    pub exercises: Vec<Group<ExerciseHead>>,
    /// The interview cards, by level.
    pub cards: Vec<Group<CardHead>>,
    /// The projects of the checklist.
    pub projects: Vec<ProjectHead>,
}

/// Things that stand together under a name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group<T> {
    /// The name.
    pub name: String,
    /// The things.
    pub items: Vec<T>,
}

/// An example without its files.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExampleHead {
    /// Its stable name.
    pub name: String,
    /// What it is, in a few words.
    pub title: String,
    /// What it shows, in a sentence.
    #[serde(default)]
    pub summary: String,
    /// Whether the playground offers it as a template.
    #[serde(default)]
    pub template: bool,
    /// The ids of what is predicted of its answers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub predictions: Vec<String>,
}

/// An exercise without its programs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExerciseHead {
    /// Its stable id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What is done.
    pub kind: ExerciseKind,
    /// About how long it takes.
    pub minutes: u32,
}

impl From<&Exercise> for ExerciseHead {
    fn from(exercise: &Exercise) -> Self {
        Self {
            id: exercise.id.clone(),
            title: exercise.title.clone(),
            kind: exercise.kind,
            minutes: exercise.minutes,
        }
    }
}

/// An interview card without its answers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardHead {
    /// Its stable id.
    pub id: String,
    /// The question as inline HTML.
    pub question: String,
}

/// A project without its programs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProjectHead {
    /// Its stable id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What is built, as inline HTML.
    pub summary: String,
    /// About how long it takes.
    pub minutes: u32,
    /// Its steps.
    pub steps: Vec<ExerciseHead>,
}

/// All that the page of a section shows.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SectionPage {
    /// The section with its text.
    pub section: Section,
    /// The program beside it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub example: Option<Example>,
    /// Its quiz.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quiz: Option<Quiz>,
    /// Its exercises.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exercises: Vec<Exercise>,
}

impl Content {
    /// What there is, without the texts.
    pub fn outline(&self) -> Outline {
        let section = |section: &Section| {
            let mut section = section.clone();
            section.html = String::new();
            section
        };
        Outline {
            sections: self.sections.iter().map(section).collect(),
            examples: self
                .examples
                .iter()
                .map(|example| ExampleHead {
                    name: example.name.clone(),
                    title: example.title.clone(),
                    summary: example.summary.clone(),
                    template: example.template,
                    predictions: example
                        .presets
                        .iter()
                        .filter_map(|preset| Some(preset.predict.as_ref()?.id.clone()))
                        .collect(),
                })
                .collect(),
            quizzes: self
                .quizzes
                .iter()
                .map(|quiz| Group {
                    name: quiz.name.clone(),
                    items: quiz
                        .questions
                        .iter()
                        .map(|question| question.id.clone())
                        .collect(),
                })
                .collect(),
            exercises: self
                .exercises
                .iter()
                .map(|set| Group {
                    name: set.name.clone(),
                    items: set.exercises.iter().map(ExerciseHead::from).collect(),
                })
                .collect(),
            cards: self
                .levels
                .iter()
                .map(|level| Group {
                    name: level.name.clone(),
                    items: level
                        .cards
                        .iter()
                        .map(|card| CardHead {
                            id: card.id.clone(),
                            question: card.question.clone(),
                        })
                        .collect(),
                })
                .collect(),
            projects: self
                .projects
                .iter()
                .map(|project| ProjectHead {
                    id: project.id.clone(),
                    title: project.title.clone(),
                    summary: project.summary.clone(),
                    minutes: project.minutes,
                    steps: project.steps.iter().map(ExerciseHead::from).collect(),
                })
                .collect(),
        }
    }

    /// All that the page of a section shows.
    pub fn page(&self, section: &Section) -> SectionPage {
        let named = |name: &Option<String>| name.clone().unwrap_or_default();
        SectionPage {
            section: section.clone(),
            example: self.example(&named(&section.example)).cloned(),
            quiz: self.quiz(&named(&section.quiz)).cloned(),
            exercises: self
                .exercise_set(&named(&section.exercises))
                .map(|set| set.exercises.clone())
                .unwrap_or_default(),
        }
    }
}
