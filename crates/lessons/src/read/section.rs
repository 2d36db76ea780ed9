//! Sections: `guide/NN-name.md`.

use std::path::Path;

use super::Reader;
use crate::model::{Section, Shows};
use crate::render::render;

impl Reader<'_> {
    pub(super) fn section(&mut self, path: &Path) -> Option<Section> {
        let text = self.text(path)?;
        let (front, body, first_line) = crate::front::split(path, &text, &mut self.problems);
        let address = format!("guide/{}", front.id);
        let rendered = render(
            path,
            body,
            &address,
            first_line,
            self.root,
            &mut self.problems,
        );
        self.links
            .push((path.to_owned(), front.id.clone(), rendered.links));
        let shows = match front.shows.as_deref() {
            None => None,
            Some("cards") => Some(Shows::Cards),
            Some("checklist") => Some(Shows::Checklist),
            Some(other) => {
                self.say(
                    path,
                    1,
                    format!("`shows` is `cards` or `checklist`, not `{other}`."),
                );
                None
            }
        };
        Some(Section {
            id: front.id,
            number: front.number,
            title: front.title,
            part: front.part,
            minutes: front.minutes,
            example: front.example,
            quiz: front.quiz,
            exercises: front.exercises,
            shows,
            summary: rendered.summary,
            headings: rendered.headings,
            file: path.to_string_lossy().replace('\\', "/"),
            fences: rendered.fences,
            html: rendered.html,
        })
    }
}
