//! The parts of the engine in the browser: WebAssembly modules that are fetched when a program first needs them.
//!
//! The loader of the worker names the script and the module of each part in `playgroundParts`. A part is asked in bytes, because it has
//! a memory of its own.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use js_sys::{Function, Object, Promise, Reflect, Uint8Array};
use playground_engine::SharedPart;
use playground_parts::{Answer, Failure, Part, Sources, Value, wire};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DedicatedWorkerGlobalScope, Response};

/// The parts that were fetched.
#[derive(Clone, Default)]
pub struct Parts(Rc<RefCell<HashMap<String, SharedPart>>>);

impl Parts {
    /// A part, if it was fetched.
    pub fn get(&self, name: &str) -> Option<SharedPart> {
        self.0.borrow().get(name).cloned()
    }

    /// Fetches a part, unless it is here.
    ///
    /// # Errors
    /// What the browser says: the network, or a site that was deployed again.
    pub async fn fetch(
        &self,
        scope: &DedicatedWorkerGlobalScope,
        name: &str,
    ) -> Result<(), JsValue> {
        if self.get(name).is_some() {
            return Ok(());
        }
        let table = Reflect::get(scope, &"playgroundParts".into())?;
        let files: js_sys::Array = Reflect::get(&table, &name.into())?.dyn_into()?;
        let script = files.get(0).as_string().unwrap_or_default();
        if files.length() == 1 {
            let answer: Response = JsFuture::from(scope.fetch_with_str(&script)).await?.into();
            if !answer.ok() {
                return Err(format!("{script}: {}", answer.status()).into());
            }
            let bytes = Uint8Array::new(&JsFuture::from(answer.array_buffer()?).await?);
            let sources = wire::decode_sources(&bytes.to_vec()).ok_or("the file is damaged")?;
            let read: SharedPart = Rc::new(RefCell::new(Read(sources)));
            self.0.borrow_mut().insert(name.to_owned(), read);
            return Ok(());
        }
        scope.import_scripts_1(&script)?;
        let module = Reflect::get(scope, &format!("playground_{name}").into())?;
        let options = Object::new();
        Reflect::set(&options, &"module_or_path".into(), &files.get(1))?;
        let start: &Function = module.dyn_ref().ok_or("the part has no start")?;
        let started: Promise = start.call1(&JsValue::UNDEFINED, &options)?.dyn_into()?;
        JsFuture::from(started).await?;
        let fetched = Fetched {
            ask: Reflect::get(&module, &"ask".into())?.dyn_into()?,
            sources: Reflect::get(&module, &"sources".into())?.dyn_into()?,
        };
        let fetched: SharedPart = Rc::new(RefCell::new(fetched));
        self.0.borrow_mut().insert(name.to_owned(), fetched);
        Ok(())
    }
}

/// A part that is Python alone.
struct Read(Sources);

impl Part for Read {
    fn call(&mut self, function: &str, _arguments: &[Value]) -> Answer {
        Err(Failure::misuse(function))
    }

    fn sources(&self) -> Sources {
        self.0.clone()
    }
}

/// A part in a module of its own.
struct Fetched {
    ask: Function,
    sources: Function,
}

impl Part for Fetched {
    fn call(&mut self, function: &str, arguments: &[Value]) -> Answer {
        let call = wire::encode_call(function, arguments);
        let told = self
            .ask
            .call1(&JsValue::UNDEFINED, &Uint8Array::from(&call[..]));
        // A module that trapped (its memory is full, say) throws, and can't be asked again in a way that can be trusted.
        let told = told.map_err(|_| Failure::new("MemoryError", "the part has broken down"))?;
        wire::decode_answer(&Uint8Array::new(&told).to_vec())
            .unwrap_or_else(|| Err(Failure::misuse(function)))
    }

    fn sources(&self) -> Sources {
        let told = self.sources.call0(&JsValue::UNDEFINED);
        told.ok()
            .and_then(|bytes| wire::decode_sources(&Uint8Array::new(&bytes).to_vec()))
            .unwrap_or_default()
    }
}
