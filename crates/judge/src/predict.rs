//! Which of the predicted statuses and bodies came back.

use playground_lessons::{Predict, agrees, equals, text_agrees};
use playground_protocol::Answer;
use serde_json::Value;

use crate::body_text;

/// The options of a prediction that agree with an answer, by their places. Of a prediction that is
/// sent as it was written there is exactly one of each; the check of the content sees to that.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Predicted {
    /// Of the statuses.
    pub statuses: Vec<usize>,
    /// Of the bodies.
    pub bodies: Vec<usize>,
}

impl Predicted {
    /// The status that came, unless that isn't clear.
    pub fn status(&self) -> Option<usize> {
        only(&self.statuses)
    }

    /// The body that came, unless that isn't clear.
    pub fn body(&self) -> Option<usize> {
        only(&self.bodies)
    }
}

fn only(places: &[usize]) -> Option<usize> {
    match places {
        [place] => Some(*place),
        _ => None,
    }
}

/// Which options agree with the answer. Where one body is written out whole and is the answer's,
/// others that only have a part of it don't count: `{"id": 1}` isn't the answer `{"id": 1, "a": 2}`
/// when that can be chosen too.
pub fn predicted(predict: &Predict, answer: &Answer) -> Predicted {
    let text = body_text(answer);
    let json: Option<Value> = serde_json::from_str(&text).ok();
    let statuses = places(&predict.statuses, |guess| guess.is == answer.status);
    let by = |compare: fn(&Value, &Value) -> bool| {
        places(&predict.bodies, |guess| match (&guess.json, &guess.text) {
            (Some(want), _) => json.as_ref().is_some_and(|got| compare(want, got)),
            (None, Some(want)) => text_agrees(want.trim(), text.trim()),
            (None, None) => false,
        })
    };
    let whole = by(equals);
    let bodies = if whole.is_empty() { by(agrees) } else { whole };
    Predicted { statuses, bodies }
}

fn places<T>(options: &[T], agrees: impl Fn(&T) -> bool) -> Vec<usize> {
    let agreeing = options.iter().enumerate().filter(|(_, one)| agrees(one));
    agreeing.map(|(place, _)| place).collect()
}

#[cfg(test)]
mod tests {
    use playground_lessons::{BodyGuess, StatusGuess};
    use playground_protocol::Body;
    use serde_json::json;

    use super::*;

    #[test]
    fn the_body_that_is_whole_wins() {
        let guess = |json: Value| BodyGuess {
            json: Some(json),
            ..BodyGuess::default()
        };
        let status = |is: u16| StatusGuess {
            is,
            why: String::new(),
        };
        let predict = Predict {
            statuses: vec![status(200), status(422)],
            bodies: vec![
                guess(json!({"name": "Cup"})),
                guess(json!({"name": "Cup", "price": 1})),
                BodyGuess {
                    text: Some("plain\n".to_owned()),
                    ..BodyGuess::default()
                },
            ],
            ..Predict::default()
        };
        let answer = |body: &str| Answer {
            status: 200,
            body: Body::Text(body.to_owned()),
            ..Answer::default()
        };
        let bodies = |body: &str| predicted(&predict, &answer(body)).bodies;
        assert_eq!(predicted(&predict, &answer("{}")).status(), Some(0));
        assert_eq!(bodies(r#"{"name": "Cup"}"#), [0]);
        assert_eq!(bodies(r#"{"name": "Cup", "price": 1.0}"#), [1]);
        assert_eq!(bodies(r#"{"name": "Cup", "price": 1, "id": 3}"#), [0, 1]);
        assert_eq!(bodies("plain"), [2]);
        assert_eq!(predicted(&predict, &answer("[]")).body(), None);
    }
}
