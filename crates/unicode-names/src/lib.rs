//! Stands in for the crate `unicode_names2`, by which Ruff's parser reads `\N{…}` in strings.
//!
//! Its table of names is a fifth of what the engine would be to download, and hardly a program has such a string. So in the browser the
//! table is a part of its own (see the crate `playground-names`), which is fetched for the programs that need it, and here are only the
//! names that were looked up in it beforehand. Natively the table is linked.

#[cfg(target_arch = "wasm32")]
mod known {
    use std::cell::RefCell;
    use std::collections::HashMap;

    thread_local! {
        // What a character is called is the same for every program: no state of one.
        static NAMES: RefCell<HashMap<String, char>> = RefCell::default();
    }

    pub fn learn(name: &str, character: char) {
        NAMES.with_borrow_mut(|names| names.insert(name.to_owned(), character));
    }

    pub fn character(name: &str) -> Option<char> {
        NAMES.with_borrow(|names| names.get(name).copied())
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod known {
    pub fn learn(_name: &str, _character: char) {}

    pub fn character(name: &str) -> Option<char> {
        table::character(name)
    }
}

/// Remembers the name of a character that a program is about to use.
pub fn learn(name: &str, character: char) {
    known::learn(name, character);
}

/// The character of a name, in any case of its letters where the table allows it.
pub fn character(name: &str) -> Option<char> {
    known::character(name)
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_name_finds_its_character() {
        assert_eq!(super::character("SNOWMAN"), Some('☃'));
        assert_eq!(super::character("NO SUCH CHARACTER"), None);
    }
}
