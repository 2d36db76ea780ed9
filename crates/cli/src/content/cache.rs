//! What engines answered before: the same program asked the same by the same engine answers the same,
//! so an author who has changed one exercise needn't wait for all the others. It lies with the
//! system's temporary files and may be lost at any time.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::PathBuf;

use playground_protocol::{Ask, Loaded, Program, Tell};

/// The answers of one build of the engine.
pub struct Cache {
    /// Where they lie; nowhere when everything is to be run.
    folder: Option<PathBuf>,
}

/// What names an answer: all that was asked until then.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Key(u64);

impl Key {
    /// The key of the next question.
    pub fn then(self, ask: &Ask) -> Self {
        let text = match ask {
            // The name of the workspace only has to be another each time.
            Ask::Load(program) => serde_json::to_string(&Ask::Load(Program {
                workspace: String::new(),
                ..program.clone()
            })),
            other => serde_json::to_string(other),
        };
        let mut hasher = DefaultHasher::new();
        (self.0, text.unwrap_or_default()).hash(&mut hasher);
        Self(hasher.finish())
    }
}

impl Cache {
    /// The answers of this build of the engine, or none of any.
    pub fn new(afresh: bool) -> Self {
        let folder = build()
            .filter(|_| !afresh)
            .map(|build| {
                std::env::temp_dir()
                    .join("fastapi-playground-checks")
                    .join(build)
            })
            .filter(|folder| std::fs::create_dir_all(folder).is_ok());
        Self { folder }
    }

    fn file(&self, key: Key) -> Option<PathBuf> {
        Some(self.folder.as_ref()?.join(format!("{:016x}", key.0)))
    }

    /// What was told.
    pub fn get(&self, key: Key) -> Option<Tell> {
        let text = std::fs::read(self.file(key)?).ok()?;
        serde_json::from_slice(&text).ok()
    }

    /// Keeps what was told.
    pub fn put(&self, key: Key, tell: &Tell) {
        let Some(file) = self.file(key) else { return };
        let text = match tell {
            // Nobody asks for more than that it loads.
            Tell::Loaded(_) => serde_json::to_string(&Tell::Loaded(Loaded::default())),
            other => serde_json::to_string(other),
        };
        // Others may read at the same time: the file appears whole.
        let new = file.with_extension(format!("{}", std::process::id()));
        if let Ok(text) = text
            && std::fs::write(&new, text).is_ok()
        {
            let _ = std::fs::rename(&new, &file);
        }
    }
}

/// What tells this build of the engine from others.
fn build() -> Option<String> {
    let about = std::env::current_exe().ok()?.metadata().ok()?;
    let mut hasher = DefaultHasher::new();
    (about.len(), about.modified().ok()?).hash(&mut hasher);
    Some(format!("{:016x}", hasher.finish()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_depends_on_all_that_was_asked() {
        let load = |workspace: &str, entry: &str| {
            Ask::Load(Program {
                workspace: workspace.to_owned(),
                entry: entry.to_owned(),
                ..Program::default()
            })
        };
        let key = |asks: &[Ask]| asks.iter().fold(Key::default(), |key, ask| key.then(ask));
        assert_eq!(key(&[load("1", "a")]), key(&[load("2", "a")]));
        assert_ne!(key(&[load("1", "a")]), key(&[load("1", "b")]));
        assert_ne!(
            key(&[load("1", "a"), Ask::Reset]),
            key(&[load("1", "b"), Ask::Reset])
        );
    }
}
