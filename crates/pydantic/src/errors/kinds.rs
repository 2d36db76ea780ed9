//! The table of known kinds of errors and their texts.

/// A known kind.
pub struct Known {
    /// `type`.
    pub name: &'static str,
    /// The text, `{name}` standing for what the context gives.
    pub text: &'static str,
    /// The text for JSON input, where it is another.
    pub json_text: Option<&'static str>,
}

/// The kind of a name. The names are written in this crate; one that the table lacks would be shown as it is.
pub fn known(name: &str) -> &'static Known {
    find(name).unwrap_or(&UNKNOWN)
}

/// The kind of a name that a program gave.
pub fn find(name: &str) -> Option<&'static Known> {
    KNOWN.iter().find(|kind| kind.name == name)
}

static UNKNOWN: Known = Known {
    name: "unknown",
    text: "Input is not valid",
    json_text: None,
};

/// All kinds.
#[rustfmt::skip]
pub static KNOWN: &[Known] = &[
    Known {
        name: "no_such_attribute",
        text: "Object has no attribute '{attribute}'", json_text: None },
    Known { name: "json_invalid", text: "Invalid JSON: {error}", json_text: None },
    Known { name: "json_type", text: "JSON input should be string, bytes or bytearray", json_text: None },
    Known { name: "needs_python_object", text: "Cannot check `{method_name}` when validating from json, use a JsonOrPython validator instead", json_text: None },
    Known { name: "recursion_loop", text: "Recursion error - cyclic reference detected", json_text: None },
    Known { name: "recursion_depth_exceeded", text: "Recursion error - maximum validation depth exceeded", json_text: None },
    Known { name: "missing", text: "Field required", json_text: None },
    Known { name: "frozen_field", text: "Field is frozen", json_text: None },
    Known { name: "frozen_instance", text: "Instance is frozen", json_text: None },
    Known { name: "extra_forbidden", text: "Extra inputs are not permitted", json_text: None },
    Known { name: "invalid_key", text: "Keys should be strings", json_text: None },
    Known { name: "get_attribute_error", text: "Error extracting attribute: {error}", json_text: None },
    Known { name: "model_type", text: "Input should be a valid dictionary or instance of {class_name}", json_text: Some("Input should be an object") },
    Known { name: "model_attributes_type", text: "Input should be a valid dictionary or object to extract fields from", json_text: Some("Input should be an object") },
    Known { name: "dataclass_type", text: "Input should be a dictionary or an instance of {class_name}", json_text: Some("Input should be an object") },
    Known { name: "dataclass_exact_type", text: "Input should be an instance of {class_name}", json_text: None },
    Known { name: "named_tuple_type", text: "Input should be a tuple, list, dictionary or an instance of {class_name}", json_text: Some("Input should be an array or an object") },
    Known { name: "default_factory_not_called", text: "The default factory uses validated data, but at least one validation error occurred", json_text: None },
    Known { name: "none_required", text: "Input should be None", json_text: Some("Input should be null") },
    Known { name: "greater_than", text: "Input should be greater than {gt}", json_text: None },
    Known { name: "greater_than_equal", text: "Input should be greater than or equal to {ge}", json_text: None },
    Known { name: "less_than", text: "Input should be less than {lt}", json_text: None },
    Known { name: "less_than_equal", text: "Input should be less than or equal to {le}", json_text: None },
    Known { name: "multiple_of", text: "Input should be a multiple of {multiple_of}", json_text: None },
    Known { name: "finite_number", text: "Input should be a finite number", json_text: None },
    Known { name: "too_short", text: "{field_type} should have at least {min_length} item{expected_plural} after validation, not {actual_length}", json_text: None },
    Known { name: "too_long", text: "{field_type} should have at most {max_length} item{expected_plural} after validation, not {actual_length}", json_text: None },
    Known { name: "iterable_type", text: "Input should be iterable", json_text: Some("Input should be a valid array") },
    Known { name: "iteration_error", text: "Error iterating over object, error: {error}", json_text: None },
    Known { name: "string_type", text: "Input should be a valid string", json_text: None },
    Known { name: "string_unicode", text: "Input should be a valid string, unable to parse raw data as a unicode string", json_text: None },
    Known { name: "string_too_short", text: "String should have at least {min_length} character{expected_plural}", json_text: None },
    Known { name: "string_too_long", text: "String should have at most {max_length} character{expected_plural}", json_text: None },
    Known { name: "string_pattern_mismatch", text: "String should match pattern '{pattern}'", json_text: None },
    Known { name: "string_not_ascii", text: "String should contain only ASCII characters", json_text: None },
    Known { name: "enum", text: "Input should be {expected}", json_text: None },
    Known { name: "dict_type", text: "Input should be a valid dictionary", json_text: Some("Input should be an object") },
    Known { name: "frozen_dict_type", text: "Input should be a valid frozendict", json_text: Some("Input should be an object") },
    Known { name: "ordered_dict_type", text: "Input should be a valid OrderedDict", json_text: Some("Input should be an object") },
    Known { name: "counter_type", text: "Input should be a valid Counter", json_text: Some("Input should be an object") },
    Known { name: "mapping_type", text: "Input should be a valid mapping, error: {error}", json_text: None },
    Known { name: "list_type", text: "Input should be a valid list", json_text: Some("Input should be a valid array") },
    Known { name: "deque_type", text: "Input should be a valid deque", json_text: Some("Input should be a valid array") },
    Known { name: "tuple_type", text: "Input should be a valid tuple", json_text: Some("Input should be a valid array") },
    Known { name: "set_type", text: "Input should be a valid set", json_text: Some("Input should be a valid array") },
    Known { name: "set_item_not_hashable", text: "Set items should be hashable", json_text: None },
    Known { name: "bool_type", text: "Input should be a valid boolean", json_text: None },
    Known { name: "bool_parsing", text: "Input should be a valid boolean, unable to interpret input", json_text: None },
    Known { name: "int_type", text: "Input should be a valid integer", json_text: None },
    Known { name: "int_parsing", text: "Input should be a valid integer, unable to parse string as an integer", json_text: None },
    Known { name: "int_parsing_size", text: "Unable to parse input string as an integer, exceeded maximum size", json_text: None },
    Known { name: "int_from_float", text: "Input should be a valid integer, got a number with a fractional part", json_text: None },
    Known { name: "float_type", text: "Input should be a valid number", json_text: None },
    Known { name: "float_parsing", text: "Input should be a valid number, unable to parse string as a number", json_text: None },
    Known { name: "bytes_type", text: "Input should be a valid bytes", json_text: None },
    Known { name: "bytes_too_short", text: "Data should have at least {min_length} byte{expected_plural}", json_text: None },
    Known { name: "bytes_too_long", text: "Data should have at most {max_length} byte{expected_plural}", json_text: None },
    Known { name: "bytes_invalid_encoding", text: "Data should be valid {encoding}: {encoding_error}", json_text: None },
    Known { name: "value_error", text: "Value error, {error}", json_text: None },
    Known { name: "assertion_error", text: "Assertion failed, {error}", json_text: None },
    Known { name: "literal_error", text: "Input should be {expected}", json_text: None },
    Known { name: "missing_sentinel_error", text: "Input should be the 'MISSING' sentinel", json_text: None },
    Known { name: "ellipsis_error", text: "Input should be the 'Ellipsis' literal", json_text: None },
    Known { name: "date_type", text: "Input should be a valid date", json_text: None },
    Known { name: "date_parsing", text: "Input should be a valid date in the format YYYY-MM-DD, {error}", json_text: None },
    Known { name: "date_from_datetime_parsing", text: "Input should be a valid date or datetime, {error}", json_text: None },
    Known { name: "date_from_datetime_inexact", text: "Datetimes provided to dates should have zero time - e.g. be exact dates", json_text: None },
    Known { name: "date_past", text: "Date should be in the past", json_text: None },
    Known { name: "date_future", text: "Date should be in the future", json_text: None },
    Known { name: "time_type", text: "Input should be a valid time", json_text: None },
    Known { name: "time_parsing", text: "Input should be in a valid time format, {error}", json_text: None },
    Known { name: "datetime_type", text: "Input should be a valid datetime", json_text: None },
    Known { name: "datetime_parsing", text: "Input should be a valid datetime, {error}", json_text: None },
    Known { name: "datetime_object_invalid", text: "Invalid datetime object, got {error}", json_text: None },
    Known { name: "datetime_from_date_parsing", text: "Input should be a valid datetime or date, {error}", json_text: None },
    Known { name: "datetime_past", text: "Input should be in the past", json_text: None },
    Known { name: "datetime_future", text: "Input should be in the future", json_text: None },
    Known { name: "timezone_naive", text: "Input should not have timezone info", json_text: None },
    Known { name: "timezone_aware", text: "Input should have timezone info", json_text: None },
    Known { name: "timezone_offset", text: "Timezone offset of {tz_expected} required, got {tz_actual}", json_text: None },
    Known { name: "time_delta_type", text: "Input should be a valid timedelta", json_text: Some("Input should be a valid duration") },
    Known { name: "time_delta_parsing", text: "Input should be a valid timedelta, {error}", json_text: Some("Input should be a valid duration, {error}") },
    Known { name: "frozen_set_type", text: "Input should be a valid frozenset", json_text: Some("Input should be a valid array") },
    Known { name: "is_instance_of", text: "Input should be an instance of {class}", json_text: None },
    Known { name: "is_subclass_of", text: "Input should be a subclass of {class}", json_text: None },
    Known { name: "callable_type", text: "Input should be callable", json_text: None },
    Known { name: "union_tag_invalid", text: "Input tag '{tag}' found using {discriminator} does not match any of the expected tags: {expected_tags}", json_text: None },
    Known { name: "union_tag_not_found", text: "Unable to extract tag using discriminator {discriminator}", json_text: None },
    Known { name: "arguments_type", text: "Arguments must be a tuple, list or a dictionary", json_text: Some("Arguments must be an array or an object") },
    Known { name: "missing_argument", text: "Missing required argument", json_text: None },
    Known { name: "unexpected_keyword_argument", text: "Unexpected keyword argument", json_text: None },
    Known { name: "missing_keyword_only_argument", text: "Missing required keyword only argument", json_text: None },
    Known { name: "unexpected_positional_argument", text: "Unexpected positional argument", json_text: None },
    Known { name: "missing_positional_only_argument", text: "Missing required positional only argument", json_text: None },
    Known { name: "multiple_argument_values", text: "Got multiple values for argument", json_text: None },
    Known { name: "url_type", text: "URL input should be a string or URL", json_text: None },
    Known { name: "url_parsing", text: "Input should be a valid URL, {error}", json_text: None },
    Known { name: "url_syntax_violation", text: "Input violated strict URL syntax rules, {error}", json_text: None },
    Known { name: "url_too_long", text: "URL should have at most {max_length} character{expected_plural}", json_text: None },
    Known { name: "url_scheme", text: "URL scheme should be {expected_schemes}", json_text: None },
    Known { name: "uuid_type", text: "UUID input should be a string, bytes or UUID object", json_text: None },
    Known { name: "uuid_parsing", text: "Input should be a valid UUID, {error}", json_text: None },
    Known { name: "uuid_version", text: "UUID version {expected_version} expected", json_text: None },
    Known { name: "decimal_type", text: "Decimal input should be an integer, float, string or Decimal object", json_text: None },
    Known { name: "decimal_parsing", text: "Input should be a valid decimal", json_text: None },
    Known { name: "decimal_max_digits", text: "Decimal input should have no more than {max_digits} digit{expected_plural} in total", json_text: None },
    Known { name: "decimal_max_places", text: "Decimal input should have no more than {decimal_places} decimal place{expected_plural}", json_text: None },
    Known { name: "decimal_whole_digits", text: "Decimal input should have no more than {whole_digits} digit{expected_plural} before the decimal point", json_text: None },
    Known { name: "fraction_type", text: "Fraction input should be an integer, float, string or Fraction object", json_text: None },
    Known { name: "fraction_parsing", text: "Input is not a valid fraction", json_text: None },
    Known { name: "complex_type", text: "Input should be a valid python complex object, a number, or a valid complex string following the rules at https://docs.python.org/3/library/functions.html#complex", json_text: None },
    Known { name: "complex_str_parsing", text: "Input should be a valid complex string following the rules at https://docs.python.org/3/library/functions.html#complex", json_text: None },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_found() {
        for kind in KNOWN {
            assert!(
                std::ptr::eq(known(kind.name), kind),
                "{} is there twice",
                kind.name
            );
        }
        assert!(find("no_such_kind").is_none());
    }
}
