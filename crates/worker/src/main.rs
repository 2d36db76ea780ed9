//! The worker's entry in a browser: its clock, its entropy, and its messages.

#[cfg(target_arch = "wasm32")]
mod browser {
    use std::cell::RefCell;

    use playground_engine::{Engine, Host};
    use playground_worker::{Service, ready};
    use wasm_bindgen::prelude::*;
    use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

    struct Browser {
        scope: DedicatedWorkerGlobalScope,
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

        fn entropy(&self, bytes: &mut [u8]) {
            // `getRandomValues` gives at most 65,536 bytes at once.
            if let Some(crypto) = self.property::<web_sys::Crypto>("crypto") {
                for chunk in bytes.chunks_mut(65_536) {
                    let _ = crypto.get_random_values_with_u8_array(chunk);
                }
            }
        }
    }

    pub fn start() {
        console_error_panic_hook::set_once();
        let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
        let engine = Engine::new(Box::new(Browser {
            scope: scope.clone(),
        }));
        let service = RefCell::new(Service::new(engine));
        let answering = scope.clone();
        let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            let Some(message) = event.data().as_string() else {
                return;
            };
            let reply = service.borrow_mut().handle(&message);
            let _ = answering.post_message(&reply.into());
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
