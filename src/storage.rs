//! Everything that the page keeps in the browser goes through here. Each entry is wrapped with its
//! version, bounded in size, and read with suspicion: what is corrupt or of a later version counts
//! as absent and is left alone until it is written again. When the browser refuses to keep
//! anything, a copy in memory serves until the page is closed, and [`Storage::in_memory`] says so.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

const PREFIX: &str = "fastapi-playground:";
const VERSION: u32 = 1;
/// The longest entry that is written.
const ENTRY_LIMIT: usize = 200_000;
/// How long the learner's programs may be together, so that all that is kept stays below a megabyte;
/// the oldest give way.
const DRAFTS_LIMIT: usize = 700_000;
const DRAFTS: &str = "draft:";

#[derive(Serialize, Deserialize)]
struct Envelope<T> {
    version: u32,
    /// A counter that only grows: which entry is older.
    #[serde(default)]
    stamp: f64,
    data: T,
}

/// The browser's storage, or memory where it refuses.
#[derive(Clone)]
pub struct Storage {
    browser: Option<web_sys::Storage>,
    memory: Rc<RefCell<BTreeMap<String, String>>>,
    refused: Rc<RefCell<bool>>,
}

impl Storage {
    /// The page's local storage. Reading the property alone may throw where storage is blocked.
    pub fn open() -> Self {
        let browser = web_sys::window().and_then(|window| window.local_storage().ok().flatten());
        Self::over(browser)
    }

    /// Over a given storage; `None` is memory only.
    pub fn over(browser: Option<web_sys::Storage>) -> Self {
        let refused = browser.is_none();
        Self {
            browser,
            memory: Rc::default(),
            refused: Rc::new(RefCell::new(refused)),
        }
    }

    /// Whether something could only be kept in memory.
    pub fn in_memory(&self) -> bool {
        *self.refused.borrow()
    }

    /// The entry under a key.
    pub fn read<T: DeserializeOwned>(&self, key: &str) -> Option<T> {
        let name = format!("{PREFIX}{key}");
        let text = match self.memory.borrow().get(&name) {
            Some(text) => Some(text.clone()),
            None => self
                .browser
                .as_ref()
                .and_then(|browser| browser.get_item(&name).ok().flatten()),
        }?;
        parse(&text)
    }

    /// Keeps an entry; says whether it will outlive the page.
    pub fn write<T: Serialize>(&self, key: &str, data: &T) -> bool {
        let name = format!("{PREFIX}{key}");
        let envelope = Envelope {
            version: VERSION,
            stamp: js_sys::Date::now(),
            data,
        };
        let Ok(text) = serde_json::to_string(&envelope) else {
            return false;
        };
        if text.len() > ENTRY_LIMIT {
            return false;
        }
        if key.starts_with(DRAFTS) {
            self.make_room(&name, DRAFTS_LIMIT.saturating_sub(text.len()));
        }
        let set = || {
            self.browser
                .as_ref()
                .is_some_and(|browser| browser.set_item(&name, &text).is_ok())
        };
        let kept = set() || {
            // Other pages of the host may have filled the storage: what was done is worth more than
            // old programs.
            self.make_room(&name, 0) && set()
        };
        if kept {
            self.memory.borrow_mut().remove(&name);
        } else {
            *self.refused.borrow_mut() = true;
            self.memory.borrow_mut().insert(name, text);
        }
        kept
    }

    /// Forgets an entry.
    pub fn remove(&self, key: &str) {
        let name = format!("{PREFIX}{key}");
        self.memory.borrow_mut().remove(&name);
        if let Some(browser) = &self.browser {
            let _ = browser.remove_item(&name);
        }
    }

    /// The keys of the learner's programs, with their texts as they are kept.
    pub fn drafts(&self) -> Vec<(String, serde_json::Value)> {
        let mut drafts = BTreeMap::new();
        for name in self.names() {
            let Some(key) = name
                .strip_prefix(PREFIX)
                .filter(|key| key.starts_with(DRAFTS))
            else {
                continue;
            };
            if let Some(data) = self.read(key) {
                drafts.insert(key.to_owned(), data);
            }
        }
        drafts.into_iter().collect()
    }

    /// The names of all entries of this page, in the browser and in memory.
    fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = self.memory.borrow().keys().cloned().collect();
        if let Some(browser) = &self.browser {
            let count = browser.length().unwrap_or_default();
            let there = (0..count).filter_map(|index| browser.key(index).ok().flatten());
            names.extend(there.filter(|name| name.starts_with(PREFIX)));
        }
        names.sort();
        names.dedup();
        names
    }

    /// Drops the oldest drafts until the others are not longer than this together. Says whether
    /// anything was dropped.
    fn make_room(&self, writing: &str, limit: usize) -> bool {
        let Some(browser) = &self.browser else {
            return false;
        };
        let mut drafts: Vec<(f64, usize, String)> = self
            .names()
            .into_iter()
            .filter(|name| name != writing && name.starts_with(&format!("{PREFIX}{DRAFTS}")))
            .map(|name| {
                let text = browser.get_item(&name).ok().flatten().unwrap_or_default();
                let stamp = serde_json::from_str::<Envelope<serde::de::IgnoredAny>>(&text)
                    .map_or(0.0, |entry| entry.stamp);
                (stamp, text.len(), name)
            })
            .collect();
        drafts.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut total: usize = drafts.iter().map(|(_, length, _)| length).sum();
        let mut dropped = false;
        for (_, length, name) in drafts {
            if total <= limit {
                break;
            }
            total -= length;
            dropped |= browser.remove_item(&name).is_ok();
        }
        dropped
    }
}

/// The key and the data of an entry that another tab has written, from a storage event.
pub fn changed<T: DeserializeOwned>(event: &web_sys::StorageEvent, key: &str) -> Option<T> {
    if event.key()?.strip_prefix(PREFIX)? != key {
        return None;
    }
    parse(&event.new_value()?)
}

fn parse<T: DeserializeOwned>(text: &str) -> Option<T> {
    let envelope: Envelope<T> = serde_json::from_str(text).ok()?;
    (envelope.version == VERSION).then_some(envelope.data)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_entries_count_as_absent() {
        assert_eq!(parse::<u32>(r#"{"version":1,"data":7}"#), Some(7));
        for text in [
            "",
            "7",
            "{}",
            r#"{"version":2,"data":7}"#,
            r#"{"version":1,"data":"seven"}"#,
        ] {
            assert_eq!(parse::<u32>(text), None, "{text}");
        }
    }
}
