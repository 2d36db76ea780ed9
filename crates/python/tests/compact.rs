//! The sources that the engine carries are made smaller when it is built; nothing of what they do may change.

#[path = "../compact.rs"]
mod compact;

use compact::compact;

#[test]
fn comments_docstrings_and_indentation_go() {
    let text = r##""""The module."""

# A comment.
import a  # another


class A:
    """A class.

    More of it.
    """

    def f(self, x=("#", '"""'), *,
          y=1):
        """A function."""
        if x:  # why
            return """
    kept: # {x}
"""
        z = [
            1,  # one
            # nothing
            2,
        ]
        return f"{x!r:>4}#" + \
            'it\'s # not a comment'
"##;
    let expected = r##""""The module."""


import a


class A:
 0




 def f(self, x=("#", '"""'), *,
y=1):
  0
  if x:
   return """
    kept: # {x}
"""
  z = [
1,

2,
]
  return f"{x!r:>4}#" + \
'it\'s # not a comment'
"##;
    let made = compact(text);
    assert_eq!(made, expected);
    assert_eq!(made.lines().count(), text.lines().count());
}

#[test]
fn anything_comes_out_whole_or_shorter() {
    for text in [
        "",
        "x",
        "\"",
        "'''",
        "\\",
        "\"\"\"a",
        "#",
        "    # x",
        "(\n\n",
        "é = 'é' # é",
    ] {
        assert!(compact(text).len() <= text.len() + 1, "{text:?}");
    }
}
