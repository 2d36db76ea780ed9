# What objects do at their end, and other things that few programs ask of them.

class Resource:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("closed", self.name)


a = Resource("a")
b = a
del a
print("b has it")
del b
print("after b")


def use():
    inner = Resource("inner")
    print("using", inner.name)
    return inner.name.upper()


print(use())
Resource("dropped at once")
items = [Resource("in a list")]
items.clear()
print("cleared")
x = Resource("first")
x = Resource("second")
print("replaced")


class Child(Resource):
    pass


Child("of a subclass")


class Late:
    pass


late = Late()
Late.__del__ = lambda self: print("late")
del late


class Saved:
    kept = None

    def __del__(self):
        print("saved")
        Saved.kept = self


s = Saved()
s.mark = 7
del s
print(Saved.kept.mark)
Saved.kept = None
print("not called twice")


class Tree(list):
    def __del__(self):
        print("tree of", len(self))


Tree([1, 2, 3])


print("end")
del x


# `__weakref__` may be a slot and an attribute of the class.
class Both:
    __slots__ = ("__weakref__", "x")
    __weakref__ = None


both = Both()
both.x = 1
print(both.x, hasattr(both, "__dict__"))


# The names of `eval` are looked up as the mapping has it.
class Names(dict):
    def __missing__(self, key):
        return key.upper()


print(eval("a + b + c", {}, Names(b="-")))


# A text is formatted with what an object says of itself.
class Loud(str):
    def __str__(self):
        return "loud " + str.upper(self)


print("%(b)s %(missing)s" % Names(b="-"), "%s" % Loud("x"), "%s %d" % (Loud("y"), True), 7 % True)


# What describes the instances of `type` and `object` isn't what these say of themselves.
class Described:
    """Words."""


class Plain:
    pass


plain = Plain()
print(type.__module__, object.__module__, type(Plain).__module__, Plain.__module__, Plain.__doc__, plain.__doc__)
print(Described().__doc__, type("Made", (), {}).__doc__, type("Sub", (Described,), {}).__doc__)
plain.__doc__ = "its own"
print(plain.__doc__, Plain.__doc__)
