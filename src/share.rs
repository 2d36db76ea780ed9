//! A program and a request as the fragment of a link. The text is deflated JSON in base64url; a
//! program that came from an example is written as its difference from it. What comes out of a link
//! was written by a stranger: it is bounded, and anything odd is refused.

use playground_protocol::{File, Program};
use serde::{Deserialize, Serialize};

use crate::content::{Example, Programs};
use crate::request::Draft;
use crate::{base64, environment};

/// The longest text that a link may unfold to.
const LIMIT: usize = 1 << 20;
/// The longest fragment that is looked at.
const LINK_LIMIT: usize = 1 << 18;

/// What a link carries.
#[derive(Clone, Debug, PartialEq)]
pub struct Shared {
    /// The example that the program came from.
    pub example: Option<String>,
    /// The program.
    pub program: Program,
    /// The request.
    pub draft: Option<Draft>,
}

/// Why a link can't be opened, said to the learner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShareError {
    /// It isn't one of ours, or a part of it is lost.
    Damaged,
    /// It is larger than anything we make.
    TooLarge,
    /// It is a difference from an example that has changed or gone.
    ExampleChanged,
}

impl ShareError {
    /// One sentence.
    pub fn message(self) -> &'static str {
        match self {
            Self::Damaged => {
                "This link is damaged: a part of it may have been lost when it was copied."
            }
            Self::TooLarge => "This link holds more than a program may have.",
            Self::ExampleChanged => {
                "This link was made for an earlier version of an example, so the program can't be put together."
            }
        }
    }
}

#[derive(Serialize, Deserialize)]
struct Packed {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    e: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    a: Option<String>,
    /// The environment where it isn't the example's; it may well be empty.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    v: Option<Vec<(String, String)>>,
    f: Vec<Change>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    r: Option<Draft>,
}

/// A file of the program, in order.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Change {
    /// As in the example.
    Same(String),
    /// As in the example, but for one stretch: path, check of the old text, kept characters before
    /// and after, text between.
    Edited(String, u32, usize, usize, String),
    /// A whole text: path, text.
    Whole(String, String),
}

/// The fragment for a program, without the `#`. It is written as its difference from the example that
/// it came from, where that is given.
pub fn encode(shared: &Shared, example: Option<&Example>) -> String {
    let files = shared
        .program
        .files
        .iter()
        .map(|file| change(file, example))
        .collect();
    let packed = Packed {
        e: example.map(|example| example.name.clone()),
        a: example
            .is_none_or(|example| example.app != shared.program.entry)
            .then(|| shared.program.entry.clone()),
        v: match example {
            Some(example) if example.env == shared.program.env => None,
            None if shared.program.env.is_empty() => None,
            _ => Some(shared.program.env.clone().into_iter().collect()),
        },
        f: files,
        r: shared.draft.clone(),
    };
    let json = serde_json::to_vec(&packed).unwrap_or_default();
    format!(
        "p={}",
        base64::url(&miniz_oxide::deflate::compress_to_vec(&json, 9))
    )
}

fn change(file: &File, example: Option<&Example>) -> Change {
    let base = example.and_then(|example| example.files.iter().find(|base| base.path == file.path));
    match base {
        Some(base) if base.text == file.text => Change::Same(file.path.clone()),
        Some(base) => {
            let (old, new): (Vec<char>, Vec<char>) =
                (base.text.chars().collect(), file.text.chars().collect());
            let before = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
            let room = old.len().min(new.len()) - before;
            let after = old
                .iter()
                .rev()
                .zip(new.iter().rev())
                .take(room)
                .take_while(|(a, b)| a == b)
                .count();
            let between = new
                .iter()
                .skip(before)
                .take(new.len() - before - after)
                .collect();
            Change::Edited(file.path.clone(), check(&base.text), before, after, between)
        }
        None => Change::Whole(file.path.clone(), file.text.clone()),
    }
}

/// What a fragment carries; `None` when it is no program's.
///
/// # Errors
/// When it is one and can't be opened.
pub fn decode(fragment: &str, programs: &Programs) -> Option<Result<Shared, ShareError>> {
    let text = fragment.trim_start_matches('#').strip_prefix("p=")?;
    Some(unpack(text, programs))
}

fn unpack(text: &str, programs: &Programs) -> Result<Shared, ShareError> {
    if text.len() > LINK_LIMIT {
        return Err(ShareError::TooLarge);
    }
    let bytes = base64::from_url(text).ok_or(ShareError::Damaged)?;
    let json =
        miniz_oxide::inflate::decompress_to_vec_with_limit(&bytes, LIMIT).map_err(|error| {
            match error.status {
                miniz_oxide::inflate::TINFLStatus::HasMoreOutput => ShareError::TooLarge,
                _ => ShareError::Damaged,
            }
        })?;
    let packed: Packed = serde_json::from_slice(&json).map_err(|_| ShareError::Damaged)?;
    let example = match &packed.e {
        Some(name) => Some(programs.named(name).ok_or(ShareError::ExampleChanged)?),
        None => None,
    };
    let mut files = Vec::new();
    let mut total = 0;
    for change in packed.f {
        let file = restore(change, example)?;
        total += file.text.len();
        let relative = !file.path.is_empty()
            && !file.path.starts_with('/')
            && !file.path.split('/').any(|part| part == "..");
        if !relative {
            return Err(ShareError::Damaged);
        }
        if total > LIMIT {
            return Err(ShareError::TooLarge);
        }
        files.push(file);
    }
    if files.is_empty() {
        return Err(ShareError::Damaged);
    }
    let entry = packed
        .a
        .or_else(|| example.map(|example| example.app.clone()))
        .ok_or(ShareError::Damaged)?;
    let env = match (packed.v, example) {
        (Some(variables), _) => environment::admitted(variables),
        (None, Some(example)) => example.env.clone(),
        (None, None) => Default::default(),
    };
    Ok(Shared {
        example: packed.e,
        program: Program {
            files,
            entry,
            env,
            ..Program::default()
        },
        draft: packed.r,
    })
}

fn restore(change: Change, example: Option<&Example>) -> Result<File, ShareError> {
    let base = |path: &str| {
        example
            .and_then(|example| example.files.iter().find(|base| base.path == path))
            .map(|base| base.text.as_str())
            .ok_or(ShareError::ExampleChanged)
    };
    Ok(match change {
        Change::Whole(path, text) => File { path, text },
        Change::Same(path) => File {
            text: base(&path)?.to_owned(),
            path,
        },
        Change::Edited(path, sum, before, after, between) => {
            let old = base(&path)?;
            let count = old.chars().count();
            if check(old) != sum || before.saturating_add(after) > count {
                return Err(ShareError::ExampleChanged);
            }
            let head: String = old.chars().take(before).collect();
            let tail: String = old.chars().skip(count - after).collect();
            File {
                path,
                text: format!("{head}{between}{tail}"),
            }
        }
    })
}

/// FNV-1a: enough to see that an example is no longer what it was.
fn check(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use playground_lessons::ExampleFile;

    fn programs() -> Programs {
        let file = ExampleFile {
            path: "main.py".into(),
            text: "from fastapi import FastAPI\n\napp = FastAPI()\n\n\n@app.get(\"/\")\ndef root():\n    return {}\n".into(),
        };
        let example = |name: &str, env: &[(&str, &str)]| Example {
            name: name.into(),
            app: "main:app".into(),
            env: env
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect(),
            files: vec![file.clone()],
            ..Example::default()
        };
        Programs(vec![
            example("hello", &[]),
            example("settings", &[("A", "1")]),
        ])
    }

    /// There and back.
    fn again(shared: &Shared) -> Option<Result<Shared, ShareError>> {
        let programs = programs();
        let example = shared
            .example
            .as_deref()
            .and_then(|name| programs.named(name));
        decode(&format!("#{}", encode(shared, example)), &programs)
    }

    fn shared(text: &str) -> Shared {
        let programs = programs();
        let example = programs.named("hello").expect("an example");
        let mut files: Vec<File> = example
            .files
            .iter()
            .map(|file| File {
                path: file.path.clone(),
                text: file.text.clone(),
            })
            .collect();
        files[0].text = text.to_owned();
        Shared {
            example: Some(example.name.clone()),
            program: Program {
                files,
                entry: example.app.clone(),
                env: example.env.clone(),
                ..Program::default()
            },
            draft: Some(Draft {
                method: "GET".into(),
                url: "/ü?q=1".into(),
                ..Draft::default()
            }),
        }
    }

    #[test]
    fn a_link_gives_back_what_was_put_in() {
        let base = programs().0[0].files[0].text.clone();
        for text in [
            base.clone(),
            format!("{base}# é\n"),
            base.replacen("app", "äpp", 1),
            String::new(),
            "x".repeat(5000),
        ] {
            let mut one = shared(&text);
            for example in [one.example.clone(), None] {
                one.example = example;
                assert_eq!(again(&one), Some(Ok(one.clone())));
            }
        }
    }

    #[test]
    fn the_environment_goes_along_also_when_it_is_emptied() {
        let programs = programs();
        let example = programs.named("settings").expect("an example");
        let mut one = shared("x");
        one.example = Some(example.name.clone());
        for env in [
            example.env.clone(),
            Default::default(),
            [("A".to_owned(), "é = 1".to_owned())].into(),
        ] {
            one.program.env = env;
            assert_eq!(again(&one), Some(Ok(one.clone())));
        }
    }

    #[test]
    fn variables_that_could_not_be_set_are_left_out_of_a_strangers_link() {
        let json =
            r#"{"a":"main:app","v":[["A B","x"],["A","1"],["A","2"]],"f":[["main.py","x"]]}"#;
        let link = format!(
            "p={}",
            base64::url(&miniz_oxide::deflate::compress_to_vec(json.as_bytes(), 9))
        );
        let opened = decode(&link, &programs())
            .and_then(Result::ok)
            .expect("a program");
        assert_eq!(
            opened.program.env,
            [("A".to_owned(), "1".to_owned())].into()
        );
    }

    #[test]
    fn an_edited_example_makes_a_short_link() {
        let programs = programs();
        let example = programs.named("hello").expect("an example");
        let base = &example.files[0].text;
        let link = encode(&shared(&format!("{base}# more\n")), Some(example));
        assert!(link.len() < 220, "{}", link.len());
    }

    #[test]
    fn strangers_links_are_refused_quietly() {
        let programs = programs();
        assert_eq!(decode("#other", &programs), None);
        let pack = |json: &str| {
            format!(
                "p={}",
                base64::url(&miniz_oxide::deflate::compress_to_vec(json.as_bytes(), 9))
            )
        };
        let link = encode(&shared("x"), programs.named("hello"));
        let cases = [
            ("p=".to_owned(), ShareError::Damaged),
            ("p=ä".to_owned(), ShareError::Damaged),
            (link[..link.len() - 9].to_owned(), ShareError::Damaged),
            (pack("{}"), ShareError::Damaged),
            (
                pack(r#"{"a":"main:app","f":[["../x","y"]]}"#),
                ShareError::Damaged,
            ),
            (pack(r#"{"a":"main:app","f":[]}"#), ShareError::Damaged),
            (
                pack(r#"{"e":"no-such-example","f":["main.py"]}"#),
                ShareError::ExampleChanged,
            ),
            (
                pack(&format!(
                    r#"{{"a":"main:app","f":[["a","{}"]]}}"#,
                    " ".repeat(LIMIT)
                )),
                ShareError::TooLarge,
            ),
            (
                format!("p={}", "A".repeat(LINK_LIMIT + 1)),
                ShareError::TooLarge,
            ),
        ];
        for (fragment, wanted) in cases {
            assert_eq!(
                decode(&fragment, &programs),
                Some(Err(wanted)),
                "{}",
                &fragment[..fragment.len().min(80)]
            );
        }
    }
}
