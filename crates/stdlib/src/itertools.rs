//! `itertools`. The combinatoric functions are eager inside, which is what their sizes allow anyway; the others are lazy.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use playground_python::code::BinaryOp;
use playground_python::error::PyResult;
use playground_python::interp::Interp;
use playground_python::native::{NativeFn, def};
use playground_python::object::{Binding, NativeData};
use playground_python::value::{DictObject, Value};

type Step = fn(&State, &mut Interp) -> PyResult<Option<Value>>;

/// The state of any of these iterators: some values that stay, some that change, and what the next item is.
struct State {
    values: Vec<Value>,
    changing: RefCell<VecDeque<Value>>,
    count: Cell<i64>,
    flag: Cell<bool>,
    step: Step,
}

impl NativeData for State {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        self.values.iter().for_each(&mut *visit);
        self.changing.borrow().iter().for_each(visit);
    }

    fn clear(&self) {
        let old = std::mem::take(&mut *self.changing.borrow_mut());
        drop(old);
    }

    fn is_iterator(&self) -> bool {
        true
    }

    fn next(&self, interp: &mut Interp) -> PyResult<Option<Value>> {
        interp.charge(1)?;
        (self.step)(self, interp)
    }
}

fn make(
    interp: &Interp,
    class: &Value,
    values: Vec<Value>,
    changing: Vec<Value>,
    step: Step,
) -> PyResult {
    let Value::Class(class) = class else {
        return Err(interp.type_error("a class is required"));
    };
    Ok(interp.native_object(
        class,
        State {
            values,
            changing: RefCell::new(changing.into()),
            count: Cell::new(0),
            flag: Cell::new(false),
            step,
        },
    ))
}

fn count_new(interp: &mut Interp, args: &[Value]) -> PyResult {
    let (start, step) = (
        args[1].clone().or(Value::Int(0)),
        args[2].clone().or(Value::Int(1)),
    );
    make(
        interp,
        &args[0],
        vec![step],
        vec![start],
        |state, interp| {
            let current = state
                .changing
                .borrow()
                .front()
                .cloned()
                .unwrap_or(Value::Int(0));
            let next = interp.binary(BinaryOp::Add, &current, &state.values[0])?;
            if let Some(place) = state.changing.borrow_mut().front_mut() {
                *place = next;
            }
            Ok(Some(current))
        },
    )
}

fn cycle_new(interp: &mut Interp, args: &[Value]) -> PyResult {
    let items = interp.collect(&args[1])?;
    make(interp, &args[0], items, Vec::new(), |state, _| {
        if state.values.is_empty() {
            return Ok(None);
        }
        let index = state.count.get() as usize % state.values.len();
        state.count.set(index as i64 + 1);
        Ok(Some(state.values[index].clone()))
    })
}

fn repeat_new(interp: &mut Interp, args: &[Value]) -> PyResult {
    let times = match args[2].bound() {
        Some(times) => interp.index_clamped(times)?.max(0),
        None => -1,
    };
    let made = make(
        interp,
        &args[0],
        vec![args[1].clone()],
        Vec::new(),
        |state, _| {
            match state.count.get() {
                0 => return Ok(None),
                left if left > 0 => state.count.set(left - 1),
                _ => {}
            }
            Ok(Some(state.values[0].clone()))
        },
    )?;
    if let Some(state) = made.data::<State>() {
        state.count.set(times);
    }
    Ok(made)
}

/// Items of iterables one after the other; the iterables come from an iterator themselves.
fn chain_step(state: &State, interp: &mut Interp) -> PyResult<Option<Value>> {
    loop {
        let current = state.changing.borrow().front().cloned();
        match current {
            Some(iterator) => {
                if let Some(item) = interp.next(&iterator)? {
                    return Ok(Some(item));
                }
                state.changing.borrow_mut().pop_front();
            }
            None => match interp.next(&state.values[0])? {
                Some(iterable) => {
                    let iterator = interp.iter(&iterable)?;
                    state.changing.borrow_mut().push_back(iterator);
                }
                None => return Ok(None),
            },
        }
    }
}

fn chain_new(interp: &mut Interp, args: &[Value]) -> PyResult {
    let iterator = interp.iter(&args[1])?;
    make(interp, &args[0], vec![iterator], Vec::new(), chain_step)
}

fn islice_new(interp: &mut Interp, args: &[Value]) -> PyResult {
    let mut bounds = Vec::new();
    for bound in interp.collect(&args[2])? {
        bounds.push(match bound {
            Value::None => None,
            other => {
                let number = interp.index_clamped(&other)?;
                if number < 0 {
                    return Err(interp.value_error(
                        "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.",
                    ));
                }
                Some(number)
            }
        });
    }
    let (start, stop, step) = match bounds.as_slice() {
        [stop] => (0, *stop, 1),
        [start, stop] => (start.unwrap_or(0), *stop, 1),
        [start, stop, step] => (start.unwrap_or(0), *stop, step.unwrap_or(1)),
        _ => return Err(interp.type_error("islice expected at most 4 arguments")),
    };
    if step == 0 {
        return Err(interp.value_error("Step for islice() must be a positive integer or None."));
    }
    let iterator = interp.iter(&args[1])?;
    let values = vec![
        iterator,
        stop.map_or(Value::None, Value::Int),
        Value::Int(step),
    ];
    make(
        interp,
        &args[0],
        values,
        vec![Value::Int(start)],
        |state, interp| {
            let wanted = match state.changing.borrow().front() {
                Some(Value::Int(wanted)) => *wanted,
                _ => return Ok(None),
            };
            if matches!(&state.values[1], Value::Int(stop) if wanted >= *stop) {
                return Ok(None);
            }
            while state.count.get() < wanted {
                interp.charge(1)?;
                if interp.next(&state.values[0])?.is_none() {
                    return Ok(None);
                }
                state.count.set(state.count.get() + 1);
            }
            let item = interp.next(&state.values[0])?;
            state.count.set(state.count.get() + 1);
            if let (Some(place), Value::Int(step)) =
                (state.changing.borrow_mut().front_mut(), &state.values[2])
            {
                *place = Value::Int(wanted + step);
            }
            Ok(item)
        },
    )
}

fn takewhile_new(interp: &mut Interp, args: &[Value]) -> PyResult {
    let iterator = interp.iter(&args[2])?;
    make(
        interp,
        &args[0],
        vec![args[1].clone(), iterator],
        Vec::new(),
        |state, interp| {
            if state.flag.get() {
                return Ok(None);
            }
            let Some(item) = interp.next(&state.values[1])? else {
                return Ok(None);
            };
            let keep = interp.call(&state.values[0], std::slice::from_ref(&item))?;
            if interp.truth(&keep)? {
                return Ok(Some(item));
            }
            state.flag.set(true);
            Ok(None)
        },
    )
}

fn dropwhile_new(interp: &mut Interp, args: &[Value]) -> PyResult {
    let iterator = interp.iter(&args[2])?;
    make(
        interp,
        &args[0],
        vec![args[1].clone(), iterator],
        Vec::new(),
        |state, interp| {
            while let Some(item) = interp.next(&state.values[1])? {
                if state.flag.get() {
                    return Ok(Some(item));
                }
                let drop_it = interp.call(&state.values[0], std::slice::from_ref(&item))?;
                if !interp.truth(&drop_it)? {
                    state.flag.set(true);
                    return Ok(Some(item));
                }
            }
            Ok(None)
        },
    )
}

fn filterfalse_new(interp: &mut Interp, args: &[Value]) -> PyResult {
    let iterator = interp.iter(&args[2])?;
    make(
        interp,
        &args[0],
        vec![args[1].clone(), iterator],
        Vec::new(),
        |state, interp| {
            while let Some(item) = interp.next(&state.values[1])? {
                let result = if state.values[0].is_none() {
                    item.clone()
                } else {
                    interp.call(&state.values[0], std::slice::from_ref(&item))?
                };
                if !interp.truth(&result)? {
                    return Ok(Some(item));
                }
            }
            Ok(None)
        },
    )
}

fn starmap_new(interp: &mut Interp, args: &[Value]) -> PyResult {
    let iterator = interp.iter(&args[2])?;
    make(
        interp,
        &args[0],
        vec![args[1].clone(), iterator],
        Vec::new(),
        |state, interp| {
            let Some(item) = interp.next(&state.values[1])? else {
                return Ok(None);
            };
            let given = interp.collect(&item)?;
            interp.call(&state.values[0], &given).map(Some)
        },
    )
}

fn compress_new(interp: &mut Interp, args: &[Value]) -> PyResult {
    let (data, selectors) = (interp.iter(&args[1])?, interp.iter(&args[2])?);
    make(
        interp,
        &args[0],
        vec![data, selectors],
        Vec::new(),
        |state, interp| {
            loop {
                let (Some(item), Some(selector)) = (
                    interp.next(&state.values[0])?,
                    interp.next(&state.values[1])?,
                ) else {
                    return Ok(None);
                };
                if interp.truth(&selector)? {
                    return Ok(Some(item));
                }
            }
        },
    )
}

fn accumulate_new(interp: &mut Interp, args: &[Value]) -> PyResult {
    let iterator = interp.iter(&args[1])?;
    let function = args[2].clone().or(Value::None);
    let initial: Vec<Value> = args[3]
        .bound()
        .filter(|initial| !initial.is_none())
        .cloned()
        .into_iter()
        .collect();
    let made = make(
        interp,
        &args[0],
        vec![iterator, function],
        initial,
        |state, interp| {
            let total = state.changing.borrow().front().cloned();
            let total = match (total, state.flag.get()) {
                (Some(total), false) => total,
                (total, _) => {
                    let Some(item) = interp.next(&state.values[0])? else {
                        return Ok(None);
                    };
                    match total {
                        None => item,
                        Some(total) if state.values[1].is_none() => {
                            interp.binary(BinaryOp::Add, &total, &item)?
                        }
                        Some(total) => interp.call(&state.values[1], &[total, item])?,
                    }
                }
            };
            state.flag.set(true);
            *state.changing.borrow_mut() = VecDeque::from([total.clone()]);
            Ok(Some(total))
        },
    )?;
    Ok(made)
}

fn pairwise_new(interp: &mut Interp, args: &[Value]) -> PyResult {
    let iterator = interp.iter(&args[1])?;
    make(
        interp,
        &args[0],
        vec![iterator],
        Vec::new(),
        |state, interp| {
            let before = state.changing.borrow_mut().pop_front();
            let before = match before {
                Some(before) => before,
                None => match interp.next(&state.values[0])? {
                    Some(first) => first,
                    None => return Ok(None),
                },
            };
            let Some(item) = interp.next(&state.values[0])? else {
                return Ok(None);
            };
            state.changing.borrow_mut().push_back(item.clone());
            Ok(Some(Value::tuple(vec![before, item])))
        },
    )
}

fn batched_new(interp: &mut Interp, args: &[Value]) -> PyResult {
    let iterator = interp.iter(&args[1])?;
    let size = interp.index_clamped(&args[2])?;
    if size < 1 {
        return Err(interp.value_error("n must be at least one"));
    }
    make(
        interp,
        &args[0],
        vec![iterator, Value::Int(size)],
        Vec::new(),
        |state, interp| {
            let mut batch = Vec::new();
            while let Value::Int(size) = &state.values[1]
                && (batch.len() as i64) < *size
            {
                match interp.next(&state.values[0])? {
                    Some(item) => batch.push(item),
                    None => break,
                }
            }
            Ok(if batch.is_empty() {
                None
            } else {
                Some(Value::tuple(batch))
            })
        },
    )
}

fn zip_longest_new(interp: &mut Interp, args: &[Value]) -> PyResult {
    let mut values = vec![args[2].clone().or(Value::None)];
    for iterable in interp.collect(&args[1])? {
        values.push(interp.iter(&iterable)?);
    }
    make(interp, &args[0], values, Vec::new(), |state, interp| {
        let mut items = Vec::new();
        let mut any = false;
        for iterator in &state.values[1..] {
            match interp.next(iterator)? {
                Some(item) => {
                    any = true;
                    items.push(item);
                }
                None => items.push(state.values[0].clone()),
            }
        }
        Ok(if any { Some(Value::tuple(items)) } else { None })
    })
}

/// An iterator over items that are known.
fn ready(interp: &mut Interp, class: &Value, items: Vec<Value>) -> PyResult {
    make(interp, class, Vec::new(), items, |state, _| {
        Ok(state.changing.borrow_mut().pop_front())
    })
}

fn size_argument(interp: &mut Interp, value: &Value) -> PyResult<usize> {
    usize::try_from(interp.index_clamped(value)?)
        .map_err(|_| interp.value_error("r must be non-negative"))
}

fn product_new(interp: &mut Interp, args: &[Value]) -> PyResult {
    let mut pools = Vec::new();
    for iterable in interp.collect(&args[1])? {
        pools.push(interp.collect(&iterable)?);
    }
    let repeat = if args[2].is_unbound() {
        1
    } else {
        size_argument(interp, &args[2])?
    };
    let pools: Vec<Vec<Value>> = std::iter::repeat_n(pools, repeat).flatten().collect();
    let mut rows: Vec<Vec<Value>> = vec![Vec::new()];
    for pool in pools {
        interp.charge((rows.len() as u64).saturating_mul(pool.len() as u64))?;
        interp.check_size(rows.len().saturating_mul(pool.len()).saturating_mul(64))?;
        rows = rows
            .iter()
            .flat_map(|row| {
                pool.iter()
                    .map(move |item| row.iter().cloned().chain([item.clone()]).collect())
            })
            .collect();
    }
    ready(
        interp,
        &args[0],
        rows.into_iter().map(Value::tuple).collect(),
    )
}

/// Choose `count` positions: with or without order, with or without repetition.
fn choose(
    interp: &mut Interp,
    length: usize,
    count: usize,
    ordered: bool,
    repeated: bool,
) -> PyResult<Vec<Vec<usize>>> {
    let mut rows: Vec<Vec<usize>> = vec![Vec::new()];
    for _ in 0..count {
        let mut next = Vec::new();
        for row in &rows {
            let first = match row.last() {
                Some(last) if !ordered => last + usize::from(!repeated),
                _ => 0,
            };
            for index in first..length {
                if repeated || !row.contains(&index) {
                    interp.charge(1)?;
                    next.push(row.iter().copied().chain([index]).collect());
                }
            }
        }
        rows = next;
    }
    Ok(rows)
}

fn chosen(interp: &mut Interp, args: &[Value], ordered: bool, repeated: bool) -> PyResult {
    let pool = interp.collect(&args[1])?;
    let count = match args[2].bound() {
        Some(count) if !count.is_none() => size_argument(interp, count)?,
        _ => pool.len(),
    };
    let rows = choose(interp, pool.len(), count, ordered, repeated)?;
    let rows = rows
        .into_iter()
        .map(|row| Value::tuple(row.into_iter().map(|index| pool[index].clone()).collect()))
        .collect();
    ready(interp, &args[0], rows)
}

fn permutations_new(interp: &mut Interp, args: &[Value]) -> PyResult {
    chosen(interp, args, true, false)
}

fn combinations_new(interp: &mut Interp, args: &[Value]) -> PyResult {
    chosen(interp, args, false, false)
}

fn combinations_with_new(interp: &mut Interp, args: &[Value]) -> PyResult {
    chosen(interp, args, false, true)
}

fn groupby_new(interp: &mut Interp, args: &[Value]) -> PyResult {
    // Groups are made whole: a program that leaves a group early sees the same next group.
    let key_function = args[2].clone().or(Value::None);
    let iterator = interp.iter(&args[1])?;
    make(
        interp,
        &args[0],
        vec![iterator, key_function],
        Vec::new(),
        |state, interp| {
            let key_of = |interp: &mut Interp, item: &Value| {
                if state.values[1].is_none() {
                    Ok(item.clone())
                } else {
                    interp.call(&state.values[1], std::slice::from_ref(item))
                }
            };
            let pending = state.changing.borrow_mut().pop_front();
            let first = match pending {
                Some(item) => item,
                None => match interp.next(&state.values[0])? {
                    Some(item) => item,
                    None => return Ok(None),
                },
            };
            let key = key_of(interp, &first)?;
            let mut group = vec![first];
            while let Some(item) = interp.next(&state.values[0])? {
                let other = key_of(interp, &item)?;
                if !interp.equal(&key, &other)? {
                    state.changing.borrow_mut().push_back(item);
                    break;
                }
                group.push(item);
            }
            let group = interp.list(group);
            let group = interp.iter(&group)?;
            Ok(Some(Value::tuple(vec![key, group])))
        },
    )
}

fn tee(interp: &mut Interp, args: &[Value]) -> PyResult {
    let items = interp.collect(&args[0])?;
    let count = if args[1].is_unbound() {
        2
    } else {
        size_argument(interp, &args[1])?
    };
    let mut copies = Vec::new();
    for _ in 0..count {
        let list = interp.list(items.clone());
        copies.push(interp.iter(&list)?);
    }
    Ok(Value::tuple(copies))
}

pub(crate) fn fill(interp: &mut Interp, module: &Rc<DictObject>) -> PyResult<()> {
    let classes: [(&'static str, &'static str, NativeFn); 18] = [
        ("count", "(cls, start=0, step=1)", count_new),
        ("cycle", "(cls, iterable, /)", cycle_new),
        ("repeat", "(cls, object, times=None)", repeat_new),
        ("chain", "(cls, /, *iterables)", chain_new),
        ("islice", "(cls, iterable, /, *bounds)", islice_new),
        ("takewhile", "(cls, predicate, iterable, /)", takewhile_new),
        ("dropwhile", "(cls, predicate, iterable, /)", dropwhile_new),
        (
            "filterfalse",
            "(cls, function, iterable, /)",
            filterfalse_new,
        ),
        ("starmap", "(cls, function, iterable, /)", starmap_new),
        ("compress", "(cls, data, selectors)", compress_new),
        (
            "accumulate",
            "(cls, iterable, func=None, *, initial=None)",
            accumulate_new,
        ),
        ("pairwise", "(cls, iterable, /)", pairwise_new),
        (
            "batched",
            "(cls, iterable, n, *, strict=False)",
            batched_new,
        ),
        (
            "zip_longest",
            "(cls, /, *iterables, fillvalue=None)",
            zip_longest_new,
        ),
        ("product", "(cls, /, *iterables, repeat=1)", product_new),
        ("permutations", "(cls, iterable, r=None)", permutations_new),
        ("combinations", "(cls, iterable, r)", combinations_new),
        (
            "combinations_with_replacement",
            "(cls, iterable, r)",
            combinations_with_new,
        ),
    ];
    for (name, signature, new) in classes {
        let class = interp.define_class("itertools", name, &interp.types.object.clone());
        playground_python::builtins::iterator::add_iterator_methods(interp, &class);
        interp.add_methods(
            &class,
            Binding::StaticMethod,
            &[def("__new__", signature, new)],
        );
        if name == "chain" {
            let from_iterable: NativeFn = |interp, args| {
                let iterator = interp.iter(&args[1])?;
                make(interp, &args[0], vec![iterator], Vec::new(), chain_step)
            };
            interp.add_methods(
                &class,
                Binding::ClassMethod,
                &[def("from_iterable", "(cls, iterable, /)", from_iterable)],
            );
        }
        module.set_str(interp.intern(name), Value::Class(class));
    }
    let class = interp.define_class("itertools", "groupby", &interp.types.object.clone());
    playground_python::builtins::iterator::add_iterator_methods(interp, &class);
    interp.add_methods(
        &class,
        Binding::StaticMethod,
        &[def("__new__", "(cls, iterable, key=None)", groupby_new)],
    );
    module.set_str(interp.intern("groupby"), Value::Class(class));
    crate::playground::add(
        interp,
        module,
        "itertools",
        &[def("tee", "(iterable, n=2, /)", tee)],
    );
    Ok(())
}
