//! The few calls into JavaScript: the editor, which comes from npm. See `js/bridge.js`.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/js/bridge.js")]
extern "C" {
    /// Makes an editor; fails when its script can't be fetched.
    #[wasm_bindgen(catch, js_name = createEditor)]
    pub async fn create_editor(
        parent: &web_sys::HtmlElement,
        options: &JsValue,
    ) -> Result<JsValue, JsValue>;

    /// Shows a file, which may be locked against changes.
    #[wasm_bindgen(js_name = openFile)]
    pub fn open_file(editor: &JsValue, path: &str, text: &str, locked: bool);

    /// Replaces the marks of what is wrong.
    #[wasm_bindgen(js_name = setDiagnostics)]
    pub fn set_diagnostics(editor: &JsValue, diagnostics: &JsValue);

    /// Marks lines, or takes the mark away (null).
    #[wasm_bindgen(js_name = setHighlight)]
    pub fn set_highlight(editor: &JsValue, range: &JsValue, scroll: bool);

    /// Forgets the undo histories of files that aren't shown.
    #[wasm_bindgen(js_name = forgetFiles)]
    pub fn forget_files(editor: &JsValue);

    /// Takes the editor out of the page.
    #[wasm_bindgen(js_name = destroyEditor)]
    pub fn destroy_editor(editor: &JsValue);
}

/// A value as a JavaScript object, by way of JSON.
pub fn object<T: serde::Serialize>(value: &T) -> JsValue {
    let text = serde_json::to_string(value).unwrap_or_default();
    js_sys::JSON::parse(&text).unwrap_or(JsValue::NULL)
}
