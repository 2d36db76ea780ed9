"""RSA."""

import math
import os

from _parts import Failure, call

from .... import _der
from ....exceptions import InvalidSignature, UnsupportedAlgorithm
from ....utils import check_buffer, check_int, int_to_bytes
from . import padding as paddings
from ._written import WrittenPrivate, WrittenPublic
from .utils import digest_of

_OID = "1.2.840.113549.1.1.1"


def _signing(padding, algorithm, key, is_signing):
    """The arguments of the part for a padding: its name, the hash, the length of the salt."""
    if not isinstance(padding, paddings.AsymmetricPadding):
        raise TypeError("Padding must be an instance of AsymmetricPadding.")
    if isinstance(padding, paddings.PKCS1v15):
        return "pkcs1v15", algorithm.name, 0
    if not isinstance(padding, paddings.PSS):
        raise UnsupportedAlgorithm(f"{padding.name} is not supported by this backend.")
    if type(padding.mgf._algorithm) is not type(algorithm):
        import _playground

        _playground.unsupported("a mask of another hash than the message's", "give MGF1 the same hash")
    salt = padding._salt_length
    if isinstance(salt, paddings._Auto):
        if is_signing:
            raise ValueError("PSS salt length can only be set to Auto when verifying")
        salt = -1
    elif isinstance(salt, paddings._MaxLength):
        salt = paddings.calculate_max_pss_salt_length(key, algorithm)
    elif isinstance(salt, paddings._DigestLength):
        salt = algorithm.digest_size
    return "pss", algorithm.name, salt


def _encrypting(padding):
    if not isinstance(padding, paddings.AsymmetricPadding):
        raise TypeError("Padding must be an instance of AsymmetricPadding.")
    if isinstance(padding, paddings.PKCS1v15):
        return "pkcs1v15", "sha1", b""
    if not isinstance(padding, paddings.OAEP):
        raise UnsupportedAlgorithm(f"{padding.name} is not supported by this backend.")
    if type(padding.mgf._algorithm) is not type(padding.algorithm):
        import _playground

        _playground.unsupported("OAEP with two hashes", "give MGF1 and OAEP the same")
    return "oaep", padding.algorithm.name, padding._label or b""


class RSAPublicNumbers:
    """The numbers of a public key."""

    def __init__(self, e, n):
        check_int(e, n)
        self.e, self.n = e, n

    def public_key(self, backend=None):
        if self.n < 3:
            raise ValueError("n must be >= 3.")
        if not 3 <= self.e < self.n:
            raise ValueError("e must be >= 3 and < n.")
        if not self.e & 1:
            raise ValueError("e must be odd.")
        return RSAPublicKey(self)

    def __eq__(self, other):
        return (self.e, self.n) == (other.e, other.n) if isinstance(other, RSAPublicNumbers) else NotImplemented

    def __hash__(self):
        return hash((self.e, self.n))

    def __repr__(self):
        return f"<RSAPublicNumbers(e={self.e}, n={self.n})>"


class RSAPrivateNumbers:
    """The numbers of a private key."""

    def __init__(self, p, q, d, dmp1, dmq1, iqmp, public_numbers):
        check_int(p, q, d, dmp1, dmq1, iqmp)
        self.p, self.q, self.d, self.dmp1, self.dmq1, self.iqmp = p, q, d, dmp1, dmq1, iqmp
        self.public_numbers = public_numbers

    def _all(self):
        return self.p, self.q, self.d, self.dmp1, self.dmq1, self.iqmp, self.public_numbers

    def private_key(self, backend=None, *, unsafe_skip_rsa_key_validation=False):
        n, e, d = self.public_numbers.n, self.public_numbers.e, self.d
        self.public_numbers.public_key()
        fits = (
            self.p * self.q == n
            and e * d % math.lcm(self.p - 1, self.q - 1) == 1
            and self.dmp1 == d % (self.p - 1)
            and self.dmq1 == d % (self.q - 1)
            and self.iqmp * self.q % self.p == 1
        )
        if not fits and not unsafe_skip_rsa_key_validation:
            raise ValueError("Invalid private key")
        return RSAPrivateKey(self)

    def __eq__(self, other):
        return self._all() == other._all() if isinstance(other, RSAPrivateNumbers) else NotImplemented

    def __hash__(self):
        return hash(self._all())


class RSAPublicKey(WrittenPublic):
    """A public key."""

    _label = "RSA"

    def __init__(self, numbers):
        self._numbers = numbers
        self._parts = int_to_bytes(numbers.n), int_to_bytes(numbers.e)

    @property
    def key_size(self):
        return self._numbers.n.bit_length()

    def public_numbers(self):
        return self._numbers

    def verify(self, signature, data, padding, algorithm):
        data, signature = check_buffer(data), check_buffer(signature)
        algorithm, digest = digest_of(data, algorithm)
        arguments = _signing(padding, algorithm, self, False)
        if not call("crypto", "rsa_verify", *arguments, digest, signature, *self._parts):
            raise InvalidSignature

    def encrypt(self, plaintext, padding):
        arguments = *_encrypting(padding), check_buffer(plaintext), os.urandom(64), *self._parts
        try:
            return call("crypto", "rsa_encrypt", *arguments)
        except Failure as failure:
            if failure.kind != "rsa":
                raise
            raise ValueError("Encryption failed") from None

    def __eq__(self, other):
        return self._numbers == other._numbers if isinstance(other, RSAPublicKey) else NotImplemented

    def __hash__(self):
        return hash(self._numbers)

    def _identifier(self):
        return _der.sequence(_der.oid(_OID), _der.value(_der.NULL, b""))

    def _content(self):
        return _der.sequence(_der.integer(self._numbers.n), _der.integer(self._numbers.e))

    def _ssh(self):
        number = lambda value: value.to_bytes(value.bit_length() // 8 + 1, "big")  # noqa: E731
        return b"ssh-rsa", number(self._numbers.e), number(self._numbers.n)


class RSAPrivateKey(WrittenPrivate):
    """A private key."""

    _label = "RSA"

    def __init__(self, numbers):
        self._numbers = numbers
        public = numbers.public_numbers
        self._parts = tuple(int_to_bytes(number) for number in (public.n, public.e, numbers.d, numbers.p, numbers.q))

    @property
    def key_size(self):
        return self._numbers.public_numbers.n.bit_length()

    def private_numbers(self):
        return self._numbers

    def public_key(self):
        return RSAPublicKey(self._numbers.public_numbers)

    def sign(self, data, padding, algorithm):
        algorithm, digest = digest_of(check_buffer(data), algorithm)
        arguments = *_signing(padding, algorithm, self, True), digest, os.urandom(64), *self._parts
        try:
            return call("crypto", "rsa_sign", *arguments)
        except Failure as failure:
            if failure.kind not in ("rsa", "argument"):
                raise
            raise ValueError("Digest or salt length too long for key size. Use a larger key or shorter salt length.") from None

    def decrypt(self, ciphertext, padding):
        data = check_buffer(ciphertext)
        arguments = *_encrypting(padding), data, os.urandom(64), *self._parts
        if len(data) != (self.key_size + 7) // 8:
            raise ValueError("Ciphertext length must be equal to key size.")
        try:
            return call("crypto", "rsa_decrypt", *arguments)
        except Failure as failure:
            if failure.kind != "rsa":
                raise
            raise ValueError("Decryption failed") from None

    def _identifier(self):
        return self.public_key()._identifier()

    def _traditional(self):
        n = self._numbers
        numbers = 0, n.public_numbers.n, n.public_numbers.e, n.d, n.p, n.q, n.dmp1, n.dmq1, n.iqmp
        return _der.sequence(*map(_der.integer, numbers))


RSAPrivateKeyWithSerialization = RSAPrivateKey
RSAPublicKeyWithSerialization = RSAPublicKey


def from_pkcs1(data, is_private):
    """A key from the sequence of its numbers."""
    outer = _der.Reader(data)
    inner = outer.sequence()
    outer.end()
    if not is_private:
        n, e = inner.integers(2)
        return RSAPublicNumbers(e, n).public_key()
    _, n, e, d, p, q, dmp1, dmq1, iqmp = inner.integers(9)
    return RSAPrivateNumbers(p, q, d, dmp1, dmq1, iqmp, RSAPublicNumbers(e, n)).private_key()


def generate_private_key(public_exponent, key_size, backend=None):
    if public_exponent not in (3, 65537):
        raise ValueError(
            "public_exponent must be either 3 (for legacy compatibility) or 65537. "
            "Almost everyone should choose 65537 here!"
        )
    if key_size < 1024:
        raise ValueError("key_size must be at least 1024-bits.")
    try:
        made = call("crypto", "rsa_generate", key_size, int_to_bytes(public_exponent), os.urandom(64))
    except Failure as failure:
        if failure.kind != "unsupported":
            raise
        import _playground

        _playground.unsupported(f"an RSA key of {key_size} bits", "make one of 2048 bits, or a key of ed25519")
    n, d, p, q = (int.from_bytes(number, "big") for number in made)
    crt = rsa_crt_dmp1(d, p), rsa_crt_dmq1(d, q), rsa_crt_iqmp(p, q)
    return RSAPrivateKey(RSAPrivateNumbers(p, q, d, *crt, RSAPublicNumbers(public_exponent, n)))


def rsa_crt_iqmp(p, q):
    return pow(q, -1, p)


def rsa_crt_dmp1(private_exponent, p):
    return private_exponent % (p - 1)


def rsa_crt_dmq1(private_exponent, q):
    return private_exponent % (q - 1)


def rsa_recover_private_exponent(e, p, q):
    return pow(e, -1, math.lcm(p - 1, q - 1))


def rsa_recover_prime_factors(n, e, d):
    """The primes, found from a root of one that isn't trivial."""
    if pow(17, e * d, n) != 17 % n:
        raise ValueError("n, d, e don't match")
    odd = e * d - 1
    while not odd & 1:
        odd >>= 1
    for base in range(2, 1000, 2):
        root, exponent = pow(base, odd, n), odd
        while exponent < e * d:
            square = root * root % n
            if square == 1 and root not in (1, n - 1):
                p = math.gcd(root + 1, n)
                return max(p, n // p), min(p, n // p)
            root, exponent = square, 2 * exponent
    raise ValueError("Unable to compute factors p and q from exponent d.")
