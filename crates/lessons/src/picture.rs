//! Pictures: SVG files that are drawn into the page, where they take its colours. Only what draws is
//! let through, written out anew: no script, no style, no address.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use roxmltree::{Document, Node};

use crate::highlight::escape;

const ELEMENTS: [&str; 14] = [
    "svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text",
    "tspan", "desc", "defs", "marker",
];

const ATTRIBUTES: [&str; 37] = [
    "viewBox",
    "class",
    "d",
    "x",
    "y",
    "x1",
    "y1",
    "x2",
    "y2",
    "cx",
    "cy",
    "r",
    "rx",
    "ry",
    "dx",
    "dy",
    "width",
    "height",
    "points",
    "transform",
    "text-anchor",
    "dominant-baseline",
    "font-size",
    "id",
    "refX",
    "refY",
    "markerWidth",
    "markerHeight",
    "orient",
    "marker-end",
    "marker-start",
    "markerUnits",
    "stroke-dasharray",
    "stroke-width",
    "font-weight",
    "textLength",
    "lengthAdjust",
];

/// A picture as HTML; `alt` says in words what it shows.
///
/// # Errors
/// What is wrong with the file.
pub(crate) fn picture(root: &Path, name: &str, alt: &str) -> Result<String, String> {
    let plain = !name.is_empty()
        && name
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    if !plain {
        return Err(format!("`{name}` isn't the name of a picture."));
    }
    if alt.trim().is_empty() {
        return Err(format!(
            "The picture `{name}` says nothing to those who can't see it."
        ));
    }
    let file = format!("pictures/{name}.svg");
    let text = fs::read_to_string(root.join(&file))
        .map_err(|error| format!("`{file}` can't be read: {error}."))?;
    let document = Document::parse(&text).map_err(|error| format!("`{file}`: {error}."))?;
    let svg = document.root_element();
    if svg.tag_name().name() != "svg" || svg.attribute("viewBox").is_none() {
        return Err(format!("`{file}` is no SVG with a `viewBox`."));
    }
    if svg.has_attribute("width") || svg.has_attribute("height") {
        return Err(format!(
            "`{file}` has a size of its own: its width is the text's."
        ));
    }
    let mut out = String::from("<figure class=\"picture\">");
    write_node(svg, name, alt, &mut out).map_err(|message| format!("`{file}`: {message}"))?;
    out.push_str("</figure>");
    Ok(out)
}

fn write_node(node: Node<'_, '_>, name: &str, alt: &str, out: &mut String) -> Result<(), String> {
    if node.is_text() {
        escape(node.text().unwrap_or_default(), out);
        return Ok(());
    }
    let tag = node.tag_name().name();
    // A title would show as a tooltip; the words for it come from the text.
    if !node.is_element() || tag == "title" {
        return Ok(());
    }
    if !ELEMENTS.contains(&tag) {
        return Err(format!("the element `{tag}` isn't allowed."));
    }
    let _ = write!(out, "<{tag}");
    if tag == "svg" {
        out.push_str(" role=\"img\" aria-label=\"");
        escape(alt, out);
        out.push('"');
    }
    for attribute in node.attributes() {
        let key = attribute.name();
        if !ATTRIBUTES.contains(&key) {
            return Err(format!("the attribute `{key}` of `{tag}` isn't allowed."));
        }
        // Ids are made the picture's own, because a page may show several.
        let value = match key {
            "id" => format!("{name}-{}", attribute.value()),
            "marker-end" | "marker-start" => match attribute.value().strip_prefix("url(#") {
                Some(id) => format!("url(#{name}-{id}"),
                None => return Err(format!("`{key}` names a marker, as `url(#arrow)`.")),
            },
            _ => attribute.value().to_owned(),
        };
        let _ = write!(out, " {key}=\"");
        escape(&value, out);
        out.push('"');
    }
    out.push('>');
    for child in node.children() {
        write_node(child, name, alt, out)?;
    }
    let _ = write!(out, "</{tag}>");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(svg: &str) -> Result<String, String> {
        let root = tempfile::tempdir().expect("a folder");
        fs::create_dir(root.path().join("pictures")).expect("a folder");
        fs::write(root.path().join("pictures/p.svg"), svg).expect("a file");
        picture(root.path(), "p", "What <it> says")
    }

    #[test]
    fn what_draws_is_let_through() {
        let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><title>T</title><marker id=\"arrow\"/><path class=\"line\" d=\"M0 0\" marker-end=\"url(#arrow)\"/><text>a &lt; b</text></svg>";
        let html = drawn(svg).expect("a picture");
        for part in [
            "aria-label=\"What &lt;it&gt; says\"",
            "id=\"p-arrow\"",
            "marker-end=\"url(#p-arrow)\"",
            ">a &lt; b</text>",
        ] {
            assert!(html.contains(part), "{part} in {html}");
        }
        assert!(!html.contains("<title>"), "{html}");
    }

    #[test]
    fn what_could_do_harm_is_refused() {
        for inside in [
            "<script>x</script>",
            "<a href=\"x\"/>",
            "<rect onclick=\"x\"/>",
            "<rect style=\"x\"/>",
            "<image/>",
            "<foreignObject/>",
        ] {
            let svg = format!("<svg viewBox=\"0 0 9 9\">{inside}</svg>");
            assert!(drawn(&svg).is_err(), "{inside}");
        }
        assert!(drawn("<svg/>").is_err());
        assert!(drawn("<svg viewBox=\"0 0 9 9\" width=\"9\"/>").is_err());
        let root = tempfile::tempdir().expect("a folder");
        assert!(picture(root.path(), "../p", "x").is_err());
    }
}
