//! Tests of what needs a browser: storage, and the client of the worker.
#![cfg(target_arch = "wasm32")]

mod client;
mod storage;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
