//! Values of modules that this crate doesn't own: how they are made and read, by what any Python program can do with them.

use playground_python::error::PyResult;
use playground_python::interp::Interp;
use playground_python::value::Value;

/// The module with the time zones of validated times.
pub const TZ_MODULE: &str = "_pydantic_core_tz";

/// A name of a module.
pub fn member(interp: &mut Interp, module: &str, name: &str) -> PyResult {
    let module = interp.import(module)?;
    interp.attribute(&module, name)
}

/// Call a name of a module.
pub fn make(interp: &mut Interp, module: &str, name: &str, args: &[Value]) -> PyResult {
    let callable = member(interp, module, name)?;
    interp.call(&callable, args)
}

/// Whether a value is an instance of a class of a module. What isn't an object at all is not asked.
pub fn is_instance(interp: &mut Interp, value: &Value, module: &str, name: &str) -> PyResult<bool> {
    if !matches!(value, Value::Object(_)) {
        return Ok(false);
    }
    let class = member(interp, module, name)?;
    interp.isinstance(value, &class)
}

/// A number that an object has.
pub fn number(interp: &mut Interp, value: &Value, name: &str) -> PyResult<i64> {
    let number = interp.attribute(value, name)?;
    interp.as_i64(&number)
}

/// A time zone of an offset.
pub fn zone(interp: &mut Interp, offset: Option<i32>) -> PyResult {
    match offset {
        None => Ok(Value::None),
        Some(seconds) => make(
            interp,
            TZ_MODULE,
            "TzInfo",
            &[Value::Int(i64::from(seconds))],
        ),
    }
}

/// A `datetime.date`.
pub fn date(interp: &mut Interp, date: &speedate::Date) -> PyResult {
    let args = [
        Value::Int(i64::from(date.year)),
        Value::Int(i64::from(date.month)),
        Value::Int(i64::from(date.day)),
    ];
    make(interp, "datetime", "date", &args)
}

/// A `datetime.time`.
pub fn time(interp: &mut Interp, time: &speedate::Time) -> PyResult {
    let zone = zone(interp, time.tz_offset)?;
    let args = [
        Value::Int(i64::from(time.hour)),
        Value::Int(i64::from(time.minute)),
        Value::Int(i64::from(time.second)),
        Value::Int(i64::from(time.microsecond)),
        zone,
    ];
    make(interp, "datetime", "time", &args)
}

/// A `datetime.datetime`.
pub fn datetime(interp: &mut Interp, value: &speedate::DateTime) -> PyResult {
    let zone = zone(interp, value.time.tz_offset)?;
    let args = [
        Value::Int(i64::from(value.date.year)),
        Value::Int(i64::from(value.date.month)),
        Value::Int(i64::from(value.date.day)),
        Value::Int(i64::from(value.time.hour)),
        Value::Int(i64::from(value.time.minute)),
        Value::Int(i64::from(value.time.second)),
        Value::Int(i64::from(value.time.microsecond)),
        zone,
    ];
    make(interp, "datetime", "datetime", &args)
}

/// A `datetime.timedelta`.
pub fn timedelta(interp: &mut Interp, value: &speedate::Duration) -> PyResult {
    let sign = if value.positive { 1 } else { -1 };
    let args = [
        Value::Int(sign * i64::from(value.day)),
        Value::Int(sign * i64::from(value.second)),
        Value::Int(sign * i64::from(value.microsecond)),
    ];
    make(interp, "datetime", "timedelta", &args)
}
