//! `unicodedata`: normal forms and general categories.

use std::rc::Rc;

use playground_python::error::PyResult;
use playground_python::interp::Interp;
use playground_python::native::{Definition, def};
use playground_python::value::{DictObject, Str, Value};
use unicode_general_category::{GeneralCategory as G, get_general_category};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

use crate::playground::add;

fn normalized(interp: &Interp, form: &Value, text: &Value) -> PyResult<Str> {
    let Some(text) = text.as_str() else {
        let name = interp.type_name(text);
        return Err(interp.type_error(format_args!(
            "normalize() argument 2 must be str, not {name}"
        )));
    };
    let form = form
        .as_str()
        .map(|form| form.to_string())
        .unwrap_or_default();
    Ok(Str::from(match form.as_str() {
        "NFC" => text.nfc().collect::<String>(),
        "NFD" => text.nfd().collect::<String>(),
        "NFKC" => text.nfkc().collect::<String>(),
        "NFKD" => text.nfkd().collect::<String>(),
        _ => return Err(interp.value_error("invalid normalization form")),
    }))
}

fn character(interp: &Interp, value: &Value, function: &str) -> PyResult<char> {
    let single = value
        .as_str()
        .filter(|text| text.char_count() == 1)
        .and_then(|text| text.chars().next());
    single.ok_or_else(|| {
        interp.type_error(format_args!(
            "{function}() argument must be a unicode character, not '{}'",
            interp.type_name(value)
        ))
    })
}

/// The two letters of a general category (Unicode Standard, table 4-4).
fn category(character: char) -> &'static str {
    match get_general_category(character) {
        G::UppercaseLetter => "Lu",
        G::LowercaseLetter => "Ll",
        G::TitlecaseLetter => "Lt",
        G::ModifierLetter => "Lm",
        G::OtherLetter => "Lo",
        G::NonspacingMark => "Mn",
        G::SpacingMark => "Mc",
        G::EnclosingMark => "Me",
        G::DecimalNumber => "Nd",
        G::LetterNumber => "Nl",
        G::OtherNumber => "No",
        G::ConnectorPunctuation => "Pc",
        G::DashPunctuation => "Pd",
        G::OpenPunctuation => "Ps",
        G::ClosePunctuation => "Pe",
        G::InitialPunctuation => "Pi",
        G::FinalPunctuation => "Pf",
        G::OtherPunctuation => "Po",
        G::MathSymbol => "Sm",
        G::CurrencySymbol => "Sc",
        G::ModifierSymbol => "Sk",
        G::OtherSymbol => "So",
        G::SpaceSeparator => "Zs",
        G::LineSeparator => "Zl",
        G::ParagraphSeparator => "Zp",
        G::Control => "Cc",
        G::Format => "Cf",
        G::Surrogate => "Cs",
        G::PrivateUse => "Co",
        _ => "Cn",
    }
}

/// The names of the separators, which error messages need; the others are a part of their own, for they are large.
const NAMES: &[(char, &str)] = &[
    (' ', "SPACE"),
    ('\u{a0}', "NO-BREAK SPACE"),
    ('\u{1680}', "OGHAM SPACE MARK"),
    ('\u{2000}', "EN QUAD"),
    ('\u{2001}', "EM QUAD"),
    ('\u{2002}', "EN SPACE"),
    ('\u{2003}', "EM SPACE"),
    ('\u{2004}', "THREE-PER-EM SPACE"),
    ('\u{2005}', "FOUR-PER-EM SPACE"),
    ('\u{2006}', "SIX-PER-EM SPACE"),
    ('\u{2007}', "FIGURE SPACE"),
    ('\u{2008}', "PUNCTUATION SPACE"),
    ('\u{2009}', "THIN SPACE"),
    ('\u{200a}', "HAIR SPACE"),
    ('\u{2028}', "LINE SEPARATOR"),
    ('\u{2029}', "PARAGRAPH SEPARATOR"),
    ('\u{202f}', "NARROW NO-BREAK SPACE"),
    ('\u{205f}', "MEDIUM MATHEMATICAL SPACE"),
    ('\u{3000}', "IDEOGRAPHIC SPACE"),
];

fn separator_name(interp: &mut Interp, args: &[Value]) -> PyResult {
    let wanted = character(interp, &args[0], "name")?;
    let found = NAMES.iter().find(|(known, _)| *known == wanted);
    Ok(found.map_or(Value::None, |(_, name)| Value::str(*name)))
}

const FUNCTIONS: &[Definition] = &[
    def("separator_name", "(chr, /)", separator_name),
    def("normalize", "(form, unistr, /)", |interp, args| {
        Ok(Value::Str(normalized(interp, &args[0], &args[1])?))
    }),
    def("is_normalized", "(form, unistr, /)", |interp, args| {
        let made = normalized(interp, &args[0], &args[1])?;
        Ok(Value::Bool(
            args[1].as_str().is_some_and(|text| *text == made),
        ))
    }),
    def("category", "(chr, /)", |interp, args| {
        Ok(Value::str(category(character(
            interp, &args[0], "category",
        )?)))
    }),
    def("combining", "(chr, /)", |interp, args| {
        Ok(Value::Int(i64::from(canonical_combining_class(character(
            interp,
            &args[0],
            "combining",
        )?))))
    }),
];

pub(crate) fn fill(interp: &mut Interp, module: &Rc<DictObject>) -> PyResult<()> {
    add(interp, module, "unicodedata", FUNCTIONS);
    Ok(())
}
