"""The hashes of Unix made with SHA-2."""

from _slow import timed

from .. import exc
from ._base import HASH64, Parsed, Salted, malformed


class _Sha2Crypt(Salted):
    """What the two share."""

    setting_kwds = ("salt", "rounds", "implicit_rounds", "salt_size")
    checksum_chars = HASH64
    max_salt_size = 16
    salt_chars = HASH64
    salt_unit = "chars"
    min_rounds = 1000
    max_rounds = 999999999
    ident = None
    bits = None
    implicit_rounds = False

    @classmethod
    def _use(cls, settings, relaxed):
        implicit = settings.pop("implicit_rounds", None)
        if implicit is not None:
            cls.implicit_rounds = implicit
        super()._use(settings, relaxed)

    @classmethod
    def _generate(cls):
        parsed = super()._generate()
        parsed.is_implicit = parsed.rounds == 5000
        return parsed

    @classmethod
    def _parse(cls, hash):
        if not hash.startswith(cls.ident):
            raise ValueError(f"not a valid {cls.name} hash")
        parts = hash[3:].split("$")
        rounds, is_implicit = 5000, True
        if parts[0].startswith("rounds="):
            text = parts.pop(0)[7:]
            if text.startswith("0") and text != "0":
                raise malformed(cls, "zero-padded rounds")
            rounds, is_implicit = int(text), False
        if len(parts) not in (1, 2):
            raise malformed(cls)
        checksum = cls._check_checksum(parts[1]) if len(parts) == 2 else None
        salt = cls._norm_salt(parts[0])
        return Parsed(cls._check_rounds(rounds), salt, checksum, is_implicit=is_implicit)

    @classmethod
    def _digest(cls, secret, parsed):
        if b"\0" in secret:
            raise exc.PasswordValueError(f"{cls.name} does not allow NULL bytes in password")
        what = f"{cls.name}, {parsed.rounds} rounds"
        digest = timed(what, "sha_crypt", cls.bits, secret, parsed.salt.encode("ascii"), parsed.rounds)
        return "".join(cls._characters(digest))

    @classmethod
    def _characters(cls, digest):
        # Three bytes make four characters, the lowest bits first; which three, the designer has mixed.
        third = len(digest) // 3
        a, b, c = 0, third, 2 * third
        for _ in range(third):
            number = digest[a] << 16 | digest[b] << 8 | digest[c]
            for shift in (0, 6, 12, 18):
                yield HASH64[number >> shift & 63]
            a, b, c = (c + 1, a + 1, b + 1) if cls.bits == 256 else (b + 1, c + 1, a + 1)
        number = digest[31] << 8 | digest[30] if cls.bits == 256 else digest[63]
        for shift in (0, 6, 12)[: 3 if cls.bits == 256 else 2]:
            yield HASH64[number >> shift & 63]

    @classmethod
    def _render(cls, parsed):
        rounds = "" if parsed.is_implicit else f"rounds={parsed.rounds}$"
        return f"{cls.ident}{rounds}{parsed.salt}${parsed.checksum}"


class sha256_crypt(_Sha2Crypt):
    """With SHA-256."""

    name = "sha256_crypt"
    ident = "$5$"
    idents = (ident,)
    bits = 256
    checksum_size = 43
    default_rounds = 535000


class sha512_crypt(_Sha2Crypt):
    """With SHA-512."""

    name = "sha512_crypt"
    ident = "$6$"
    idents = (ident,)
    bits = 512
    checksum_size = 86
    default_rounds = 656000
