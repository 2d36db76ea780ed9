//! Memory: which containers there are, cycles that nobody reaches, and values that nest too deeply to be dropped by recursion.
//!
//! Values are reference counted. What can be part of a cycle is registered here by a weak reference; now and then
//! [`Heap::collect`] does what CPython's collector does: it counts, for each container, the references that come from other containers,
//! and what has no other reference and isn't reached from outside is emptied.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::{Rc, Weak};

use crate::finalize::Finalizers;
use crate::frame::Generator;
use crate::object::{CellObject, Class, Function, Module, Object};
use crate::value::{DictObject, List, SetObject, Value};

/// A container that may be part of a cycle.
enum Tracked {
    List(Weak<List>),
    Dict(Weak<DictObject>),
    Set(Weak<SetObject>),
    Class(Weak<Class>),
    Function(Weak<Function>),
    Module(Weak<Module>),
    Cell(Weak<CellObject>),
    Generator(Weak<Generator>),
    Object(Weak<Object>),
}

impl Tracked {
    fn upgrade(&self) -> Option<Value> {
        Some(match self {
            Tracked::List(weak) => Value::List(weak.upgrade()?),
            Tracked::Dict(weak) => Value::Dict(weak.upgrade()?),
            Tracked::Set(weak) => Value::Set(weak.upgrade()?),
            Tracked::Class(weak) => Value::Class(weak.upgrade()?),
            Tracked::Function(weak) => Value::Function(weak.upgrade()?),
            Tracked::Module(weak) => Value::Module(weak.upgrade()?),
            Tracked::Cell(weak) => Value::Cell(weak.upgrade()?),
            Tracked::Generator(weak) => Value::Generator(weak.upgrade()?),
            Tracked::Object(weak) => Value::Object(weak.upgrade()?),
        })
    }

    fn is_alive(&self) -> bool {
        match self {
            Tracked::List(weak) => weak.strong_count() > 0,
            Tracked::Dict(weak) => weak.strong_count() > 0,
            Tracked::Set(weak) => weak.strong_count() > 0,
            Tracked::Class(weak) => weak.strong_count() > 0,
            Tracked::Function(weak) => weak.strong_count() > 0,
            Tracked::Module(weak) => weak.strong_count() > 0,
            Tracked::Cell(weak) => weak.strong_count() > 0,
            Tracked::Generator(weak) => weak.strong_count() > 0,
            Tracked::Object(weak) => weak.strong_count() > 0,
        }
    }
}

/// The number of registrations after which dead ones are swept out for the first time.
const FIRST_SWEEP: usize = 20_000;
/// The number of live containers after which cycles are looked for for the first time.
const FIRST_COLLECTION: usize = 200_000;

/// The containers of one interpreter.
pub struct Heap {
    tracked: RefCell<Vec<Tracked>>,
    sweep_at: Cell<usize>,
    collect_at: Cell<usize>,
    /// The objects that wait for their `__del__`.
    pub finalizers: Rc<Finalizers>,
}

impl Default for Heap {
    fn default() -> Heap {
        Heap {
            tracked: RefCell::default(),
            sweep_at: Cell::new(FIRST_SWEEP),
            collect_at: Cell::new(FIRST_COLLECTION),
            finalizers: Rc::default(),
        }
    }
}

impl Heap {
    /// Register a container.
    pub fn track(&self, value: &Value) {
        let entry = match value {
            Value::List(rc) => Tracked::List(Rc::downgrade(rc)),
            Value::Dict(rc) => Tracked::Dict(Rc::downgrade(rc)),
            Value::Set(rc) => Tracked::Set(Rc::downgrade(rc)),
            Value::Class(rc) => Tracked::Class(Rc::downgrade(rc)),
            Value::Function(rc) => Tracked::Function(Rc::downgrade(rc)),
            Value::Module(rc) => Tracked::Module(Rc::downgrade(rc)),
            Value::Cell(rc) => Tracked::Cell(Rc::downgrade(rc)),
            Value::Generator(rc) => Tracked::Generator(Rc::downgrade(rc)),
            Value::Object(rc) => Tracked::Object(Rc::downgrade(rc)),
            _ => return,
        };
        let mut tracked = self.tracked.borrow_mut();
        tracked.push(entry);
        if tracked.len() >= self.sweep_at.get() {
            tracked.retain(Tracked::is_alive);
            self.sweep_at.set((tracked.len() * 2).max(FIRST_SWEEP));
        }
    }

    /// Whether so many containers live that a collection is due.
    pub fn wants_collection(&self) -> bool {
        self.tracked.borrow().len() >= self.collect_at.get()
    }

    /// Empty the containers that are only referenced by each other. The number of those. Nothing that the machine holds in Rust
    /// variables is lost, because it has a reference that no container accounts for.
    pub fn collect(&self) -> usize {
        self.tracked.borrow_mut().retain(Tracked::is_alive);
        let roots: Vec<Value> = self
            .tracked
            .borrow()
            .iter()
            .filter_map(Tracked::upgrade)
            .collect();
        let mut graph = Graph::default();
        for value in &roots {
            graph.add(value);
        }
        // Discovery: every container that is reached from a tracked one, tracked itself or not (tuples, bound methods).
        let mut index = 0;
        while index < graph.nodes.len() {
            let value = graph.nodes[index].value.clone();
            traverse(&value, &mut |child| graph.reference(child));
            index += 1;
        }
        // The clones that this function holds count as references too: one in `nodes`, and one in `roots` for the tracked.
        for value in &roots {
            if let Some(&node) = graph.index.get(&value.address()) {
                graph.nodes[node].own += 1;
            }
        }
        let mut reached: Vec<usize> = Vec::new();
        for (position, node) in graph.nodes.iter_mut().enumerate() {
            if strong_count(&node.value) > node.internal + node.own {
                node.reached = true;
                reached.push(position);
            }
        }
        while let Some(position) = reached.pop() {
            let value = graph.nodes[position].value.clone();
            traverse(&value, &mut |child| {
                if let Some(&node) = graph.index.get(&child.address())
                    && !graph.nodes[node].reached
                {
                    graph.nodes[node].reached = true;
                    reached.push(node);
                }
            });
        }
        drop(roots);
        let garbage: Vec<Value> = graph
            .nodes
            .iter()
            .filter(|node| !node.reached)
            .map(|node| node.value.clone())
            .collect();
        drop(graph);
        // An object with `__del__` sees its members whole: it is called first, and what is garbage then goes the next time.
        let mut is_kept = false;
        for value in &garbage {
            if let Value::Object(object) = value
                && let Some(finalizers) = object.take_finalizers()
            {
                finalizers.add(value.clone());
                is_kept = true;
            }
        }
        if !is_kept {
            garbage.iter().for_each(clear);
        }
        let count = garbage.len();
        drop(garbage);
        self.tracked.borrow_mut().retain(Tracked::is_alive);
        self.collect_at
            .set((self.tracked.borrow().len() * 2).max(FIRST_COLLECTION));
        count
    }

    /// Empty every container: the interpreter is dropped.
    pub fn clear_all(&self) {
        self.finalizers.close();
        let tracked = std::mem::take(&mut *self.tracked.borrow_mut());
        for entry in &tracked {
            if let Some(value) = entry.upgrade() {
                clear(&value);
            }
        }
    }

    /// The number of containers that are registered, dead ones included.
    pub fn tracked_count(&self) -> usize {
        self.tracked.borrow().len()
    }

    /// The containers that live: `gc.get_objects`, and for tests.
    pub fn live(&self) -> Vec<Value> {
        self.tracked
            .borrow()
            .iter()
            .filter_map(Tracked::upgrade)
            .collect()
    }
}

#[derive(Default)]
struct Graph {
    nodes: Vec<Node>,
    index: HashMap<usize, usize>,
}

struct Node {
    value: Value,
    /// References from other nodes.
    internal: usize,
    /// References that the collector itself holds.
    own: usize,
    reached: bool,
}

impl Graph {
    fn add(&mut self, value: &Value) -> Option<usize> {
        if strong_count(value) == 0 {
            return None;
        }
        let next = self.nodes.len();
        let node = *self.index.entry(value.address()).or_insert(next);
        if node == next {
            self.nodes.push(Node {
                value: value.clone(),
                internal: 0,
                own: 1,
                reached: false,
            });
        }
        Some(node)
    }

    fn reference(&mut self, value: &Value) {
        if let Some(node) = self.add(value) {
            self.nodes[node].internal += 1;
        }
    }
}

/// The reference count of a container; 0 for what can't contain anything.
fn strong_count(value: &Value) -> usize {
    match value {
        Value::Tuple(rc) => Rc::strong_count(rc),
        Value::List(rc) => Rc::strong_count(rc),
        Value::Dict(rc) => Rc::strong_count(rc),
        Value::Set(rc) | Value::FrozenSet(rc) => Rc::strong_count(rc),
        Value::Class(rc) => Rc::strong_count(rc),
        Value::Function(rc) => Rc::strong_count(rc),
        Value::Native(rc) => Rc::strong_count(rc),
        Value::Method(rc) => Rc::strong_count(rc),
        Value::Module(rc) => Rc::strong_count(rc),
        Value::Cell(rc) => Rc::strong_count(rc),
        Value::Generator(rc) => Rc::strong_count(rc),
        Value::Object(rc) => Rc::strong_count(rc),
        _ => 0,
    }
}

/// Visit every value that a container refers to, once for each reference.
fn traverse(value: &Value, visit: &mut dyn FnMut(&Value)) {
    match value {
        Value::Tuple(items) => items.iter().for_each(visit),
        Value::List(list) => {
            if let Ok(items) = list.0.try_borrow() {
                items.iter().for_each(visit);
            }
        }
        Value::Dict(dict) => {
            if let Ok(dict) = dict.0.try_borrow() {
                dict.iter().for_each(|(key, value)| {
                    visit(key);
                    visit(value);
                });
            }
        }
        Value::Set(set) | Value::FrozenSet(set) => {
            if let Ok(set) = set.0.try_borrow() {
                set.iter().for_each(|(key, _)| visit(key));
            }
        }
        Value::Class(class) => class.traverse(visit),
        Value::Function(function) => function.traverse(visit),
        Value::Native(function) => visit(&function.data),
        Value::Method(method) => {
            visit(&method.function);
            visit(&method.receiver);
        }
        Value::Module(module) => visit(&Value::Dict(module.dict.clone())),
        Value::Cell(cell) => {
            if let Ok(content) = cell.0.try_borrow() {
                visit(&content);
            }
        }
        Value::Generator(generator) => generator.traverse(visit),
        Value::Object(object) => object.traverse(visit),
        _ => {}
    }
}

/// Remove what a container refers to, where it can be removed.
fn clear(value: &Value) {
    match value {
        Value::List(list) => {
            let items = list
                .0
                .try_borrow_mut()
                .map(|mut items| std::mem::take(&mut *items));
            drop_values(items.unwrap_or_default());
        }
        Value::Dict(dict) => {
            let values = dict.0.try_borrow_mut().map(|mut dict| dict.take_values());
            drop_values(values.unwrap_or_default());
        }
        Value::Set(set) => {
            let values = set.0.try_borrow_mut().map(|mut set| set.take_values());
            drop_values(values.unwrap_or_default());
        }
        Value::Class(class) => class.clear(),
        Value::Function(function) => function.clear(),
        Value::Module(module) => clear(&Value::Dict(module.dict.clone())),
        Value::Cell(cell) => drop(
            cell.0
                .try_borrow_mut()
                .map(|mut content| std::mem::take(&mut *content)),
        ),
        Value::Generator(generator) => generator.clear(),
        Value::Object(object) => object.clear(),
        _ => {}
    }
}

thread_local! {
    /// How many drops of containers are nested on this thread's stack, and what waits until they are done. No state of a program: it is
    /// empty whenever no drop runs.
    static PENDING: (Cell<u32>, RefCell<Vec<Vec<Value>>>) = const { (Cell::new(0), RefCell::new(Vec::new())) };
}

/// The depth of nested drops at which the rest is put off, so that a list in a list in a list … can't overflow the stack.
const MAX_NESTED_DROPS: u32 = 40;

/// Drop the content of a container, without deep recursion.
pub fn drop_values(values: Vec<Value>) {
    if values.is_empty() {
        return;
    }
    let mut values = Some(values);
    let _ = PENDING.try_with(|(depth, pending)| {
        if depth.get() >= MAX_NESTED_DROPS {
            pending.borrow_mut().extend(values.take());
            return;
        }
        depth.set(depth.get() + 1);
        drop(values.take());
        depth.set(depth.get() - 1);
        if depth.get() == 0 {
            loop {
                let next = pending.borrow_mut().pop();
                let Some(next) = next else { break };
                depth.set(1);
                drop(next);
                depth.set(0);
            }
        }
    });
}
