//! The storage module against the browser's own storage.

use playground_app::progress::{Progress, Worked};
use playground_app::storage::Storage;
use wasm_bindgen_test::wasm_bindgen_test;

fn browser() -> web_sys::Storage {
    web_sys::window()
        .expect("a window")
        .local_storage()
        .expect("storage")
        .expect("storage")
}

#[wasm_bindgen_test]
fn what_is_written_is_read_back() {
    let storage = Storage::open();
    let mut progress = Progress::default();
    let solved = Worked {
        solved: true,
        ..Worked::default()
    };
    progress.exercises.insert("e-1".into(), solved);
    assert!(storage.write("test-progress", &progress));
    assert_eq!(
        Storage::open().read::<Progress>("test-progress"),
        Some(progress)
    );
    storage.remove("test-progress");
    assert_eq!(storage.read::<Progress>("test-progress"), None);
    assert!(!storage.in_memory());
}

#[wasm_bindgen_test]
fn corrupt_and_later_entries_count_as_absent() {
    let storage = Storage::open();
    for text in [
        "{",
        "[]",
        r#"{"version":99,"data":{}}"#,
        r#"{"version":1,"data":3}"#,
        r#"{"version":1,"data":"{}"}"#,
    ] {
        browser()
            .set_item("fastapi-playground:test-odd", text)
            .expect("kept");
        assert_eq!(storage.read::<Progress>("test-odd"), None, "{text}");
    }
    storage.remove("test-odd");
}

#[wasm_bindgen_test]
fn without_storage_memory_serves_and_says_so() {
    let storage = Storage::over(None);
    assert!(storage.in_memory());
    assert!(!storage.write("key", &7));
    assert_eq!(storage.read::<u32>("key"), Some(7));
    storage.remove("key");
    assert_eq!(storage.read::<u32>("key"), None);
}

#[wasm_bindgen_test]
fn full_storage_falls_back_to_memory() {
    let storage = Storage::open();
    // Fill the browser's storage to the brim, in steps that get smaller.
    let mut size = 4_000_000;
    let mut index = 0;
    while size > 0 {
        if browser()
            .set_item(&format!("filler-{index}"), &"x".repeat(size))
            .is_err()
        {
            size /= 2;
        }
        index += 1;
    }
    let kept = storage.write("test-full", &"y".repeat(1000));
    let read = storage.read::<String>("test-full");
    for index in 0..index {
        browser()
            .remove_item(&format!("filler-{index}"))
            .expect("removed");
    }
    assert!(!kept);
    assert!(storage.in_memory());
    assert_eq!(read.map(|text| text.len()), Some(1000));
}

#[wasm_bindgen_test]
fn entries_and_drafts_are_bounded() {
    let storage = Storage::open();
    assert!(!storage.write("test-long", &"x".repeat(300_000)));
    assert_eq!(storage.read::<String>("test-long"), None);
    let program = "x".repeat(100_000);
    for index in 0..10 {
        storage.write(&format!("draft:test-{index}"), &program);
    }
    let kept: Vec<String> = storage.drafts().into_iter().map(|(key, _)| key).collect();
    assert_eq!(
        kept,
        [
            "draft:test-4",
            "draft:test-5",
            "draft:test-6",
            "draft:test-7",
            "draft:test-8",
            "draft:test-9"
        ]
    );
    for index in 0..10 {
        storage.remove(&format!("draft:test-{index}"));
    }
    assert!(storage.drafts().is_empty());
}

#[wasm_bindgen_test]
fn old_programs_give_way_to_what_was_done() {
    let storage = Storage::open();
    storage.write("draft:old", &"p".repeat(100_000));
    let mut size = 4_000_000;
    let mut index = 0;
    while size > 0 {
        if browser()
            .set_item(&format!("filler-{index}"), &"x".repeat(size))
            .is_err()
        {
            size /= 2;
        }
        index += 1;
    }
    let kept = storage.write("test-full", &"y".repeat(1000));
    for index in 0..index {
        browser()
            .remove_item(&format!("filler-{index}"))
            .expect("removed");
    }
    assert!(kept && !storage.in_memory());
    assert_eq!(storage.read::<String>("draft:old"), None);
    storage.remove("test-full");
}
