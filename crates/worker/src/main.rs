//! The worker's entry in a browser: its clock, its entropy, and its messages.

#[cfg(target_arch = "wasm32")]
mod parts;

#[cfg(target_arch = "wasm32")]
mod browser {
    use std::cell::RefCell;
    use std::collections::VecDeque;
    use std::rc::Rc;

    use playground_engine::{Engine, Host, SharedPart};
    use playground_worker::{Service, fetching, ready};
    use wasm_bindgen::prelude::*;
    use wasm_bindgen_futures::spawn_local;
    use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

    use crate::parts::Parts;

    struct Browser {
        scope: DedicatedWorkerGlobalScope,
        parts: Parts,
    }

    impl Browser {
        fn property<T: JsCast>(&self, name: &str) -> Option<T> {
            js_sys::Reflect::get(&self.scope, &name.into())
                .ok()?
                .dyn_into()
                .ok()
        }
    }

    impl Host for Browser {
        fn now(&self) -> i64 {
            (js_sys::Date::now() * 1000.0) as i64
        }

        fn ticks(&self) -> u64 {
            self.property::<web_sys::Performance>("performance")
                .map_or(0, |clock| (clock.now() * 1000.0) as u64)
        }

        fn part(&self, name: &str) -> Option<SharedPart> {
            self.parts.get(name)
        }

        fn entropy(&self, bytes: &mut [u8]) {
            // `getRandomValues` gives at most 65,536 bytes at once.
            if let Some(crypto) = self.property::<web_sys::Crypto>("crypto") {
                for chunk in bytes.chunks_mut(65_536) {
                    let _ = crypto.get_random_values_with_u8_array(chunk);
                }
            }
        }
    }

    /// The commands that wait for their turn. They are answered in order, though one may have to wait for a part of the engine.
    struct Desk {
        scope: DedicatedWorkerGlobalScope,
        parts: Parts,
        service: RefCell<Service>,
        waiting: RefCell<VecDeque<String>>,
    }

    impl Desk {
        /// Takes a command, and begins to work unless that is being done.
        fn take(self: &Rc<Self>, message: String) {
            let mut waiting = self.waiting.borrow_mut();
            waiting.push_back(message);
            // The one that is being answered stays in front until it is.
            if waiting.len() == 1 {
                spawn_local(self.clone().work());
            }
        }

        async fn work(self: Rc<Self>) {
            loop {
                let Some(message) = self.waiting.borrow().front().cloned() else {
                    return;
                };
                let needed = playground_worker::parts_needed(&message).into_iter();
                for part in needed.filter(|part| self.parts.get(part).is_none()) {
                    let _ = self.scope.post_message(&fetching(part, true).into());
                    // A program without its part is told so by the engine, with the line.
                    if let Err(error) = self.parts.fetch(&self.scope, part).await {
                        web_sys::console::warn_2(&"a part could not be fetched:".into(), &error);
                    }
                    let _ = self.scope.post_message(&fetching(part, false).into());
                }
                let reply = self.service.borrow_mut().handle(&message);
                let _ = self.scope.post_message(&reply.into());
                self.waiting.borrow_mut().pop_front();
            }
        }
    }

    pub fn start() {
        console_error_panic_hook::set_once();
        let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
        let parts = Parts::default();
        let engine = Engine::new(Box::new(Browser {
            scope: scope.clone(),
            parts: parts.clone(),
        }));
        let desk = Rc::new(Desk {
            scope: scope.clone(),
            parts,
            service: RefCell::new(Service::new(engine)),
            waiting: RefCell::default(),
        });
        let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(message) = event.data().as_string() {
                desk.take(message);
            }
        });
        scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        on_message.forget();
        let _ = scope.post_message(&ready().into());
    }
}

fn main() {
    #[cfg(target_arch = "wasm32")]
    browser::start();
}
