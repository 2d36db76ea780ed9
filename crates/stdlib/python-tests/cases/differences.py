# Deltas of lines, and how alike texts are.
from difflib import SequenceMatcher, context_diff, get_close_matches, ndiff, restore, unified_diff

ONE = "one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\nten\n".splitlines(True)
OTHER = "one\n2\nthree\nfour\nfive\nsix\nseven\neigth\nnine\neleven\nten\n".splitlines(True)

print("".join(ndiff(ONE, OTHER)), end="")
print("".join(unified_diff(ONE, OTHER, "a.txt", "b.txt", n=1)), end="")
print("".join(context_diff(ONE, OTHER, "a.txt", "b.txt", "yesterday", "today", n=2)), end="")
print("".join(restore(ndiff(ONE, OTHER), 1)) == "".join(ONE), "".join(restore(ndiff(ONE, OTHER), 2)) == "".join(OTHER))
print(list(ndiff(["alpha beta"], ["alpha betta"])), list(ndiff(["\tabc\n"], ["\tabd\n"])))
print(list(unified_diff([], [])), list(unified_diff(["a"], ["b"], lineterm="")))

matcher = SequenceMatcher(None, "private Thread currentThread;", "private volatile Thread currentThread;")
print(round(matcher.ratio(), 3), round(matcher.quick_ratio(), 3), round(matcher.real_quick_ratio(), 3))
print(matcher.get_matching_blocks())
print(matcher.get_opcodes())
print(matcher.find_longest_match(0, 5, 0, 5))
print(SequenceMatcher(lambda x: x == " ", " abcd", "abcd abcd").find_longest_match(0, 5, 0, 9))
print(SequenceMatcher(None, [1, 2, 3], [2, 3, 4]).get_opcodes(), SequenceMatcher(None, "", "").ratio())
popular = "a" * 300 + "b"
print(SequenceMatcher(None, popular, "b" + popular).ratio(), SequenceMatcher(None, popular, "b" + popular, autojunk=False).ratio())

print(get_close_matches("appel", ["ape", "apple", "peach", "puppy"]), get_close_matches("x", ["abc"]))
print(get_close_matches("apple", ["apples", "appl", "ape"], n=1, cutoff=0.5))
for wrong in ({"n": 0}, {"cutoff": 2}):
    try:
        get_close_matches("a", ["a"], **wrong)
    except ValueError as error:
        print(error)
