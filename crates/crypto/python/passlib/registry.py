"""Which hashes there are."""

from importlib import import_module

MODULES = {
    "argon2": "argon2",
    "bcrypt": "bcrypt",
    "bcrypt_sha256": "bcrypt",
    "hex_md5": "digests",
    "hex_sha1": "digests",
    "hex_sha256": "digests",
    "hex_sha512": "digests",
    "pbkdf2_sha1": "pbkdf2",
    "pbkdf2_sha256": "pbkdf2",
    "pbkdf2_sha512": "pbkdf2",
    "plaintext": "misc",
    "sha256_crypt": "sha2_crypt",
    "sha512_crypt": "sha2_crypt",
}
_ELSEWHERE = (
    "apr_md5_crypt atlassian_pbkdf2_sha1 bigcrypt bsd_nthash bsdi_crypt cisco_asa cisco_pix cisco_type7 crypt16 cta_pbkdf2_sha1 "
    "des_crypt django_argon2 django_bcrypt django_bcrypt_sha256 django_des_crypt django_disabled django_pbkdf2_sha1 "
    "django_pbkdf2_sha256 django_salted_md5 django_salted_sha1 dlitz_pbkdf2_sha1 fshp grub_pbkdf2_sha512 hex_md4 htdigest "
    "ldap_bcrypt ldap_bsdi_crypt ldap_des_crypt ldap_hex_md5 ldap_hex_sha1 ldap_md5 ldap_md5_crypt ldap_pbkdf2_sha1 "
    "ldap_pbkdf2_sha256 ldap_pbkdf2_sha512 ldap_plaintext ldap_salted_md5 ldap_salted_sha1 ldap_salted_sha256 "
    "ldap_salted_sha512 ldap_sha1 ldap_sha1_crypt ldap_sha256_crypt ldap_sha512_crypt lmhash md5_crypt msdcc msdcc2 mssql2000 "
    "mssql2005 mysql323 mysql41 nthash oracle10 oracle11 phpass postgres_md5 roundup_plaintext scram scrypt sha1_crypt "
    "sun_md5_crypt unix_disabled unix_fallback"
).split()
_registered = {}
_RAISE = object()


def register_crypt_handler(handler, force=False, _attr=None):
    _registered[handler.name] = handler


def get_crypt_handler(name, default=_RAISE):
    name = name.replace("-", "_").lower()
    if name in _registered:
        return _registered[name]
    if name in MODULES:
        found = getattr(import_module(f"passlib.handlers.{MODULES[name]}"), name)
        _registered[name] = found
        return found
    if name in _ELSEWHERE:
        import _playground

        _playground.unsupported(f"passlib.hash.{name}", "use bcrypt, argon2, pbkdf2_sha256 or sha256_crypt")
    if default is _RAISE:
        raise KeyError(f"no crypt handler found for algorithm: {name!r}")
    return default


def list_crypt_handlers(loaded_only=False):
    return sorted(set(_registered) if loaded_only else set(_registered) | set(MODULES))
