//! `time`: virtual time. Sleeping moves the clock and takes no time.

use std::rc::Rc;

use playground_python::error::PyResult;
use playground_python::interp::Interp;
use playground_python::native::{Definition, def};
use playground_python::value::{DictObject, Value};

use crate::playground::add;

fn seconds(interp: &mut Interp, _args: &[Value]) -> PyResult {
    Ok(Value::Float(interp.now() as f64 / 1e6))
}

fn monotonic(interp: &mut Interp, _args: &[Value]) -> PyResult {
    Ok(Value::Float(interp.elapsed as f64 / 1e6))
}

/// Clocks that a program measures itself with also count the instructions that were run, a microsecond for ten, so that differences aren't zero.
fn performance(interp: &mut Interp, _args: &[Value]) -> PyResult {
    Ok(Value::Float(
        interp.elapsed as f64 / 1e6 + interp.instructions as f64 / 1e7,
    ))
}

fn performance_ns(interp: &mut Interp, _args: &[Value]) -> PyResult {
    Ok(Value::Int(
        interp.elapsed.saturating_mul(1000).saturating_add(
            i64::try_from(interp.instructions)
                .unwrap_or(0)
                .saturating_mul(100),
        ),
    ))
}

/// Year, month, day of a number of days since 1970-01-01 (proleptic Gregorian calendar).
pub(crate) fn civil(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_index = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_index + 2) / 5 + 1;
    let month = if month_index < 10 {
        month_index + 3
    } else {
        month_index - 9
    };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

fn struct_time(interp: &mut Interp, seconds: i64) -> PyResult {
    let days = seconds.div_euclid(86_400);
    let rest = seconds.rem_euclid(86_400);
    let (year, month, day) = civil(days);
    let mut before_year = days;
    while civil(before_year - 1).0 == year {
        before_year -= 1;
    }
    let fields = vec![
        year,
        month,
        day,
        rest / 3600,
        rest / 60 % 60,
        rest % 60,
        (days + 3).rem_euclid(7),
        days - before_year + 1,
        0,
    ];
    let module = interp.import("time")?;
    let class = interp.attribute(&module, "struct_time")?;
    let fields = Value::tuple(fields.into_iter().map(Value::Int).collect());
    interp.call(&class, &[fields])
}

fn when(interp: &mut Interp, value: &Value) -> PyResult<i64> {
    Ok(match value.base() {
        Value::Int(seconds) => *seconds,
        Value::Float(seconds) => seconds.floor() as i64,
        _ => interp.now().div_euclid(1_000_000),
    })
}

const FUNCTIONS: &[Definition] = &[
    def("time", "()", seconds),
    def("time_ns", "()", |interp, _| {
        Ok(Value::Int(interp.now().saturating_mul(1000)))
    }),
    def("monotonic", "()", monotonic),
    def("monotonic_ns", "()", performance_ns),
    def("perf_counter", "()", performance),
    def("perf_counter_ns", "()", performance_ns),
    def("process_time", "()", performance),
    def("process_time_ns", "()", performance_ns),
    def("thread_time", "()", performance),
    def("sleep", "(seconds, /)", |interp, args| {
        let seconds = match args[0].base() {
            Value::Float(seconds) => *seconds,
            Value::Int(seconds) => *seconds as f64,
            Value::Bool(flag) => f64::from(u8::from(*flag)),
            _ => {
                let name = interp.type_name(&args[0]);
                return Err(interp.type_error(format_args!(
                    "'{name}' object cannot be interpreted as an integer"
                )));
            }
        };
        if seconds < 0.0 {
            return Err(interp.value_error("sleep length must be non-negative"));
        }
        interp.elapsed += (seconds.min(1e10) * 1e6).round() as i64;
        if interp.tracer.is_on {
            let module = interp.import("_playground")?;
            let trace = interp.attribute(&module, "trace")?;
            let source = interp.call_method(&module, "caller_source", &[])?;
            let keywords = vec![(interp.intern("seconds"), Value::Float(seconds))];
            interp.call_keywords(&trace, vec![Value::str("sleep"), source], keywords)?;
        }
        Ok(Value::None)
    }),
    def("gmtime", "(seconds=None, /)", |interp, args| {
        let at = when(interp, &args[0])?;
        struct_time(interp, at)
    }),
    def("localtime", "(seconds=None, /)", |interp, args| {
        let at = when(interp, &args[0])?;
        struct_time(interp, at)
    }),
    def("strftime", "(format, t=None, /)", |interp, args| {
        let time = match args[1].bound() {
            Some(time) if !time.is_none() => time.clone(),
            _ => {
                let now = interp.now().div_euclid(1_000_000);
                struct_time(interp, now)?
            }
        };
        let items = interp.collect(&time)?;
        let module = interp.import("datetime")?;
        let class = interp.attribute(&module, "datetime")?;
        let moment = interp.call(&class, &items[..6.min(items.len())])?;
        interp.call_method(&moment, "strftime", &args[..1])
    }),
];

pub(crate) fn fill(interp: &mut Interp, module: &Rc<DictObject>) -> PyResult<()> {
    add(interp, module, "time", FUNCTIONS);
    let fields = [
        "tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday",
        "tm_isdst",
    ];
    let class = crate::sys::named_tuple(interp, "struct_time", &fields);
    module.set_str(interp.intern("struct_time"), Value::Class(class));
    for (name, value) in [
        ("timezone", Value::Int(0)),
        ("altzone", Value::Int(0)),
        ("daylight", Value::Int(0)),
    ] {
        module.set_str(interp.intern(name), value);
    }
    module.set_str(
        interp.intern("tzname"),
        Value::tuple(vec![Value::str("UTC"), Value::str("UTC")]),
    );
    Ok(())
}
