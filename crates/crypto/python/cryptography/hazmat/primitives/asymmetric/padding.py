"""How a message fills a number of RSA."""

from .. import hashes


class AsymmetricPadding:
    """A padding."""


class PKCS1v15(AsymmetricPadding):
    """The older one."""

    name = "EMSA-PKCS1-v1_5"


class _MaxLength:
    """As long as it can be."""


class _Auto:
    """As long as it is."""


class _DigestLength:
    """As long as the digest."""


class PSS(AsymmetricPadding):
    """The newer one for signatures, which has a salt."""

    MAX_LENGTH = _MaxLength()
    AUTO = _Auto()
    DIGEST_LENGTH = _DigestLength()
    name = "EMSA-PSS"

    def __init__(self, mgf, salt_length):
        self._mgf = mgf
        if not isinstance(salt_length, (int, _MaxLength, _Auto, _DigestLength)):
            raise TypeError("salt_length must be an integer, MAX_LENGTH, DIGEST_LENGTH, or AUTO")
        if isinstance(salt_length, int) and salt_length < 0:
            raise ValueError("salt_length must be zero or greater.")
        self._salt_length = salt_length

    @property
    def mgf(self):
        return self._mgf


class OAEP(AsymmetricPadding):
    """The newer one for encryption."""

    name = "EME-OAEP"

    def __init__(self, mgf, algorithm, label):
        if not isinstance(algorithm, hashes.HashAlgorithm):
            raise TypeError("Expected instance of hashes.HashAlgorithm.")
        self._mgf, self._algorithm, self._label = mgf, algorithm, label

    @property
    def algorithm(self):
        return self._algorithm

    @property
    def mgf(self):
        return self._mgf


class MGF:
    """Makes a mask."""


class MGF1(MGF):
    """Makes a mask from a hash function."""

    def __init__(self, algorithm):
        if not isinstance(algorithm, hashes.HashAlgorithm):
            raise TypeError("Expected instance of hashes.HashAlgorithm.")
        self._algorithm = algorithm


def calculate_max_pss_salt_length(key, hash_algorithm):
    return (key.key_size + 6) // 8 - hash_algorithm.digest_size - 2
