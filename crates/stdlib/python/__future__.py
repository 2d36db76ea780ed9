"""`__future__`: the features that a file may ask for; the compiler reads the import itself."""


class _Feature:
    def __init__(self, optional, mandatory, compiler_flag):
        self.optional, self.mandatory, self.compiler_flag = optional, mandatory, compiler_flag

    def getOptionalRelease(self):
        return self.optional

    def getMandatoryRelease(self):
        return self.mandatory

    def __repr__(self):
        return "_Feature" + repr((self.optional, self.mandatory, self.compiler_flag))


all_feature_names = ["division", "annotations"]
annotations = _Feature((3, 7, 0, "beta", 1), None, 0x1000000)
division = _Feature((2, 2, 0, "alpha", 2), (3, 0, 0, "alpha", 0), 0x20000)
