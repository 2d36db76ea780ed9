# `__del__` is called when the last reference goes, once, and sees the object whole.

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
