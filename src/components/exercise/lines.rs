//! Lines that are put into their order: by buttons, by dragging, and by keys.

use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::html::{Div, Ol, Ul};
use leptos::prelude::*;
use playground_lessons::{GAP_LINE, Language, highlight};
use wasm_bindgen::JsCast;

use super::super::icons::{Icon, icon};
use crate::bench::{Bench, bench};
use crate::content::Exercise;
use crate::order::Side;

const HELP: &str = "lines-help";

/// What the lines share.
#[derive(Clone, Copy)]
struct Sorting {
    bench: Bench,
    exercise: &'static Exercise,
    /// The line that is dragged.
    dragged: RwSignal<Option<usize>>,
    /// What is told to people who don't see where a line went.
    said: RwSignal<String>,
    root: NodeRef<Div>,
}

impl Sorting {
    /// Moves a line up or down.
    fn shift(self, line: usize, down: bool) {
        self.bench.rearrange(|order| order.shift(line, down));
        self.tell(line);
    }

    /// Puts a line aside or brings it back.
    fn toggle(self, line: usize) {
        self.bench.rearrange(|order| order.toggle(line));
        self.tell(line);
    }

    fn place(self, line: usize) -> String {
        self.bench
            .working
            .order
            .with(|order| match order.find(line) {
                Some((Side::Used, at)) => format!("Line {} of {}", at + 1, order.used.len()),
                _ => "Not used".to_owned(),
            })
    }

    /// Says where a line is now, and keeps the focus on it, which a move takes away.
    fn tell(self, line: usize) {
        self.said.set(untrack(|| self.place(line)));
        let id = self.id(line);
        request_animation_frame(move || {
            let item = document().get_element_by_id(&id);
            if let Some(item) = item.and_then(|item| item.dyn_into::<web_sys::HtmlElement>().ok()) {
                let _ = item.focus();
            }
        });
    }

    fn id(self, line: usize) -> String {
        format!("line-{}-{line}", self.exercise.id)
    }

    fn key(self, line: usize, event: &KeyboardEvent) {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let side = self
            .bench
            .working
            .order
            .with_untracked(|order| order.find(line).map(|(side, _)| side));
        match (event.key().as_str(), side) {
            ("ArrowUp", _) => self.shift(line, false),
            ("ArrowDown", _) => self.shift(line, true),
            ("ArrowRight" | "Delete", Some(Side::Used)) | ("ArrowLeft", Some(Side::Aside)) => {
                self.toggle(line);
            }
            _ => return,
        }
        event.prevent_default();
    }

    /// Takes a line: with a finger only by its grip, so that the page can still be scrolled.
    fn take(self, line: usize, event: &PointerEvent) {
        let within = |selector: &str| {
            let target = event
                .target()
                .and_then(|it| it.dyn_into::<web_sys::Element>().ok());
            target.is_some_and(|it| it.closest(selector).ok().flatten().is_some())
        };
        let held = event.pointer_type() != "touch" || within(".grip");
        if event.button() != 0 || within("button") || !held {
            return;
        }
        event.prevent_default();
        // The line itself may be laid out anew while it is dragged; what is around it stays.
        if let Some(root) = self.root.get_untracked() {
            let _ = root.set_pointer_capture(event.pointer_id());
        }
        self.dragged.set(Some(line));
    }

    fn drag(self, event: &PointerEvent) {
        let (Some(line), Some(root)) = (self.dragged.get_untracked(), self.root.get_untracked())
        else {
            return;
        };
        let y = f64::from(event.client_y());
        let aside = root.query_selector(".not-used").ok().flatten();
        let below = aside.is_some_and(|aside| aside.get_bounding_client_rect().top() < y);
        let (side, list) = if below {
            (Side::Aside, ".lines.aside")
        } else {
            (Side::Used, ".lines.used")
        };
        let Some(list) = root.query_selector(list).ok().flatten() else {
            return;
        };
        let items = list.children();
        let own = line.to_string();
        let at = (0..items.length())
            .filter_map(|index| items.item(index))
            .filter(|item| {
                let number = item.get_attribute("data-line");
                number.is_some_and(|number| number != own)
            })
            .filter(|item| {
                let place = item.get_bounding_client_rect();
                place.top() + place.height() / 2.0 < y
            })
            .count();
        self.bench.rearrange(|order| order.put(line, side, at));
    }

    fn drop(self) {
        if let Some(line) = self.dragged.get_untracked() {
            self.dragged.set(None);
            self.tell(line);
        }
    }
}

/// The two lists, between what stands around the lines in the program.
#[component]
pub(super) fn Lines(
    /// The exercise.
    exercise: &'static Exercise,
) -> impl IntoView {
    let sorting = Sorting {
        bench: bench(),
        exercise,
        dragged: RwSignal::new(None),
        said: RwSignal::new(String::new()),
        root: NodeRef::new(),
    };
    let order = sorting.bench.working.order;
    let (used, aside) = (NodeRef::<Ol>::new(), NodeRef::<Ul>::new());
    let scaffold = exercise
        .files
        .iter()
        .find(|file| file.path == exercise.edit)
        .map(|file| file.text.as_str())
        .unwrap_or_default();
    let around = |lines: Vec<&str>| {
        let text = lines.join("\n");
        let text = text.trim_matches('\n');
        (!text.is_empty()).then(|| {
            let html = highlight(Language::Python, text);
            view! { <pre class="scaffold"><code inner_html=html></code></pre> }
        })
    };
    let is_gap = |line: &&str| line.trim() == GAP_LINE;
    let before = around(scaffold.lines().take_while(|line| !is_gap(line)).collect());
    let after = around(
        scaffold
            .lines()
            .skip_while(|line| !is_gap(line))
            .skip(1)
            .collect(),
    );
    view! {
        <div
            class="sorting"
            class:dragging=move || sorting.dragged.with(Option::is_some)
            node_ref=sorting.root
            on:pointermove=move |event| sorting.drag(&event)
            on:pointerup=move |_| sorting.drop()
            on:pointercancel=move |_| sorting.drop()
        >
            <p class="kind" id=HELP>
                "Drag the lines, or use their buttons. Keys: up and down move a line, right puts it aside, left brings it back."
            </p>
            {before}
            <ol class="lines used" aria-label="Lines of the program" data-testid="used" node_ref=used>
                <For each=move || order.with(|order| order.used.clone()) key=|line| *line let:line>
                    <Line sorting=sorting line=line />
                </For>
            </ol>
            {after}
            <div class="not-used">
                <p class="checks-title">"Not used"</p>
                <ul class="lines aside" aria-label="Lines that aren't used" data-testid="aside" node_ref=aside>
                    <For each=move || order.with(|order| order.aside.clone()) key=|line| *line let:line>
                        <Line sorting=sorting line=line />
                    </For>
                </ul>
                <Show when=move || order.with(|order| order.aside.is_empty())>
                    <p class="nothing">
                        {if exercise.extra.is_empty() { "Every line belongs to the program." } else { "Put here what doesn't belong." }}
                    </p>
                </Show>
            </div>
            <p class="visually-hidden" role="status">{move || sorting.said.get()}</p>
        </div>
    }
}

#[component]
fn Line(sorting: Sorting, line: usize) -> impl IntoView {
    let order = sorting.bench.working.order;
    let text = sorting.exercise.line_at(line).unwrap_or_default();
    let html = highlight(Language::Python, text);
    let spoken = text.trim().to_owned();
    let at = Memo::new(move |_| order.with(|order| order.find(line)));
    let is_used = move || matches!(at.get(), Some((Side::Used, _)));
    let is_first = move || at.get().is_none_or(|(_, at)| at == 0);
    let is_last = move || {
        order.with(|order| match order.find(line) {
            Some((Side::Used, at)) => at + 1 == order.used.len(),
            Some((Side::Aside, at)) => at + 1 == order.aside.len(),
            None => true,
        })
    };
    view! {
        <li
            class="line"
            class:dragged=move || sorting.dragged.get() == Some(line)
            id=sorting.id(line)
            data-line=line.to_string()
            tabindex="0"
            aria-label=move || format!("{}: {spoken}", sorting.place(line))
            aria-describedby=HELP
            on:keydown=move |event| sorting.key(line, &event)
            on:pointerdown=move |event| sorting.take(line, &event)
        >
            <span class="grip">{icon(Icon::Grip)}</span>
            <code inner_html=html></code>
            // The keys do the same, so that these need no stops of their own.
            <span class="line-tools">
                <button class="tool" tabindex="-1" aria-label="Move up" disabled=is_first on:click=move |_| sorting.shift(line, false)>
                    {icon(Icon::Up)}
                </button>
                <button class="tool" tabindex="-1" aria-label="Move down" disabled=is_last on:click=move |_| sorting.shift(line, true)>
                    {icon(Icon::Down)}
                </button>
                <button
                    class="tool"
                    tabindex="-1"
                    aria-label=move || if is_used() { "Put aside" } else { "Bring back" }
                    on:click=move |_| sorting.toggle(line)
                >
                    {move || if is_used() { icon(Icon::Aside) } else { icon(Icon::Back) }}
                </button>
            </span>
        </li>
    }
}
