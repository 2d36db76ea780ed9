//! The names of characters as a part of the engine: for strings with `\N{…}`, and for `unicodedata`.

use playground_parts::{Answer, Failure, Part, Sources, Value};

/// The table of names.
#[derive(Default)]
pub struct Names;

impl Part for Names {
    fn call(&mut self, function: &str, arguments: &[Value]) -> Answer {
        let text = arguments.first().and_then(Value::text);
        let text = text.ok_or_else(|| Failure::misuse(function))?;
        Ok(match function {
            // The character of a name, or None.
            "character" => unicode_names2::character(text)
                .map_or(Value::None, |character| character.to_string().into()),
            // The name of a character, or None.
            "name" => text
                .chars()
                .next()
                .and_then(unicode_names2::name)
                .map_or(Value::None, |name| name.to_string().into()),
            _ => return Err(Failure::misuse(function)),
        })
    }

    fn sources(&self) -> Sources {
        Sources::new()
    }
}

#[cfg(target_arch = "wasm32")]
playground_parts::export_part!(crate::Names);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_characters_find_each_other() {
        let mut names = Names;
        let snowman = names.call("character", &["SNOWMAN".into()]);
        assert_eq!(snowman, Ok("☃".into()));
        assert_eq!(
            names.call("name", &["é".into()]),
            Ok("LATIN SMALL LETTER E WITH ACUTE".into())
        );
        assert_eq!(names.call("character", &["NOBODY".into()]), Ok(Value::None));
        assert_eq!(names.call("name", &["\u{1}".into()]), Ok(Value::None));
        assert!(names.call("name", &[]).is_err());
    }
}
