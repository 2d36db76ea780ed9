//! What the whole page shares: settings, progress, and whether an instructor is presenting. Each is
//! kept in the browser and follows what other tabs write.

use std::collections::BTreeMap;

use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsCast;

use crate::progress::Progress;
use crate::security::Authorized;
use crate::storage::{Storage, changed};

/// The colours of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
    /// Black and white, with strong lines.
    Contrast,
}

impl Theme {
    /// All, in the order in which a button goes through them.
    pub const ALL: [Self; 4] = [Self::System, Self::Light, Self::Dark, Self::Contrast];

    /// The name that a URL and a person use.
    pub fn name(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Contrast => "contrast",
        }
    }

    /// The theme with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.name() == name)
    }
}

/// What a learner has chosen.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Settings {
    /// The colours.
    #[serde(default)]
    pub theme: Theme,
    /// Whether the navigation is folded away on wide screens.
    #[serde(default)]
    pub nav_folded: bool,
    /// The name on the certificate.
    #[serde(default)]
    pub name: String,
}

/// The shared state, as signals.
#[derive(Clone, Copy)]
pub struct Page {
    /// What is chosen.
    pub settings: RwSignal<Settings>,
    /// What is done.
    pub progress: RwSignal<Progress>,
    /// Whether large type is on and answers are hidden.
    pub presenting: RwSignal<bool>,
    /// Whether the page is embedded in another one.
    pub embedded: RwSignal<bool>,
    /// What was there before the last reset or import, so that it can be taken back.
    pub before: RwSignal<Option<crate::progress::Backup>>,
    /// A theme that the address asks for; it is not kept.
    pub forced_theme: RwSignal<Option<Theme>>,
    /// Whether what is done is lost when the page is closed.
    pub forgetful: RwSignal<bool>,
    /// What was authorized, for each program by its name. It is never written into the browser's
    /// storage: a password has no place there.
    pub authorized: RwSignal<BTreeMap<String, Authorized>>,
    /// Counts the programs that were opened or begun afresh, so that each has databases of its own.
    pub workspaces: StoredValue<u64>,
    storage: StoredValue<Storage, LocalStorage>,
}

impl Page {
    /// Reads what was kept and follows changes of other tabs.
    pub fn new() -> Self {
        let storage = Storage::open();
        let page = Self {
            settings: RwSignal::new(storage.read("settings").unwrap_or_default()),
            progress: RwSignal::new(storage.read("progress").unwrap_or_default()),
            presenting: RwSignal::new(false),
            embedded: RwSignal::new(false),
            before: RwSignal::new(None),
            forced_theme: RwSignal::new(None),
            forgetful: RwSignal::new(storage.in_memory()),
            authorized: RwSignal::new(BTreeMap::new()),
            workspaces: StoredValue::new(0),
            storage: StoredValue::new_local(storage),
        };
        let listener = gloo_events::EventListener::new(&window(), "storage", move |event| {
            let Some(event) = event.dyn_ref::<web_sys::StorageEvent>() else {
                return;
            };
            if let Some(progress) = changed::<Progress>(event, "progress") {
                page.progress.set(progress);
            }
            if let Some(settings) = changed::<Settings>(event, "settings") {
                page.settings.set(settings);
            }
        });
        // The page's state lives as long as the page.
        listener.forget();
        page
    }

    /// Changes the settings and keeps them.
    pub fn set(&self, change: impl FnOnce(&mut Settings)) {
        self.settings.update(change);
        let settings = self.settings.get_untracked();
        self.write("settings", &settings);
    }

    /// Changes the progress and keeps it. What another tab has kept meanwhile is read first.
    pub fn advance(&self, change: impl FnOnce(&mut Progress)) {
        let mut progress = self
            .read::<Progress>("progress")
            .unwrap_or_else(|| self.progress.get_untracked());
        change(&mut progress);
        self.write("progress", &progress);
        self.progress.set(progress);
    }

    /// Judges an answer that the first version of the page has kept.
    pub fn settle(&self, question: &crate::content::Question) {
        let now = js_sys::Date::now();
        let mut probe = self.progress.get_untracked();
        if probe.settle(question, now) {
            self.advance(|progress| {
                progress.settle(question, now);
            });
        }
    }

    /// All that the learner would want to take along: what was done, and the programs.
    pub fn backup(&self) -> crate::progress::Backup {
        let programs = self.storage.with_value(Storage::drafts);
        crate::progress::Backup {
            progress: self.progress.get_untracked(),
            programs: programs.into_iter().collect(),
        }
    }

    /// Puts something in the place of all that was done. What was there can be taken back.
    pub fn restore(&self, new: crate::progress::Backup) {
        self.before.set(Some(self.backup()));
        self.put(new);
    }

    /// Takes the last reset or import back.
    pub fn undo(&self) {
        if let Some(before) = self.before.get_untracked() {
            self.put(before);
            self.before.set(None);
        }
    }

    fn put(&self, new: crate::progress::Backup) {
        let gone = self.storage.with_value(Storage::drafts);
        for (key, _) in gone {
            if !new.programs.contains_key(&key) {
                self.remove(&key);
            }
        }
        for (key, program) in &new.programs {
            self.write(key, program);
        }
        self.write("progress", &new.progress);
        self.progress.set(new.progress);
    }

    /// Reads an entry.
    pub fn read<T: serde::de::DeserializeOwned>(&self, key: &str) -> Option<T> {
        self.storage.with_value(|storage| storage.read(key))
    }

    /// Keeps an entry.
    pub fn write<T: Serialize>(&self, key: &str, data: &T) {
        self.storage.with_value(|storage| storage.write(key, data));
        self.forgetful
            .set(self.storage.with_value(Storage::in_memory));
    }

    /// Forgets an entry.
    pub fn remove(&self, key: &str) {
        self.storage.with_value(|storage| storage.remove(key));
    }

    /// The theme that holds now.
    pub fn theme(&self) -> Theme {
        self.forced_theme
            .get()
            .unwrap_or_else(|| self.settings.with(|settings| settings.theme))
    }
}

impl Default for Page {
    fn default() -> Self {
        Self::new()
    }
}

/// The shared state of the page around a component.
pub fn page() -> Page {
    expect_context::<Page>()
}
