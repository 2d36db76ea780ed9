"""Is a text an email address? The rules and the wording are those that Pydantic's users see."""

import unicodedata

_ATEXT = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_!#$%&'*+-/=?^`{|}~"
_SPECIAL = ('arpa', 'invalid', 'local', 'localhost', 'onion', 'test')
_MAX_ADDRESS = 254
_MAX_DOMAIN = 253
_MAX_LABEL = 63


class EmailNotValidError(ValueError):
    """The text is not an email address."""


EmailNotValidError.__module__ = 'email_validator.exceptions'


def check_email(text):
    """The local part and the normalized address."""
    if '\n' in text or '\r' in text:
        raise EmailNotValidError('Carriage return and line feed characters are not allowed')
    local, domain = _split(text)
    if local.startswith('"') and local.endswith('"') and len(local) > 1:
        raise EmailNotValidError('Quoting the part before the @-sign is not allowed here.')
    local = _check_local(local)
    domain, ascii_domain = _check_domain(domain)
    normalized = f'{local}@{domain}'
    _check_length(text, local, ascii_domain, normalized)
    _check_reserved(ascii_domain)
    return local, normalized


def _split(text):
    if '<' in text and '>' not in text and text.find('<') > 0 and not text.startswith('"'):
        raise EmailNotValidError(
            'An open angle bracket at the start of the email address has to be followed by a close angle bracket at the end.'
        )
    if '@' not in text:
        fullwidth = {'\uff20': 'full-width', '\ufe6b': 'small'}
        for char, name in fullwidth.items():
            if char in text:
                raise EmailNotValidError(
                    f'The email address has the "{name} at" character instead of a regular at-sign.'
                )
        raise EmailNotValidError('An email address must have an @-sign.')
    if text.startswith('"') and '"@' in text:
        at = text.index('"@') + 1
    else:
        at = text.index('@')
    local, domain = text[:at], text[at + 1 :]
    return local, domain


def _named(char):
    if unicodedata.category(char)[0] == 'Z' or char == ' ':
        try:
            return unicodedata.name(char)
        except ValueError:
            return f'U+{ord(char):04X}'
    if unicodedata.category(char)[0] == 'C':
        return f'U+{ord(char):04X}'
    if char == '"':
        return "'\"'"
    if char == '\\':
        return '"\\"'
    return repr(char)


def _name_all(chars):
    return ', '.join(_named(char) for char in sorted(set(chars)))


def _check_local(local):
    if not local:
        raise EmailNotValidError('There must be something before the @-sign.')
    if all(char in _ATEXT or char == '.' for char in local):
        _check_dots(local, 'An email address cannot start with a period.')
        return local
    if local.isascii() is False and all(char in _ATEXT or char == '.' or ord(char) > 127 for char in local):
        normalized = unicodedata.normalize('NFC', local)
        bad = [char for char in normalized if ord(char) > 127 and unicodedata.category(char)[0] in 'CZ']
        if bad:
            raise EmailNotValidError(f'The email address contains unsafe characters: {_name_all(bad)}.')
        _check_dots(normalized, 'An email address cannot start with a period.')
        return normalized
    bad = [char for char in local if not (char in _ATEXT or char == '.' or ord(char) > 127)]
    raise EmailNotValidError(f'The email address contains invalid characters before the @-sign: {_name_all(bad)}.')


def _check_dots(local, start):
    if local.startswith('.'):
        raise EmailNotValidError(start)
    if local.endswith('.'):
        raise EmailNotValidError('An email address cannot have a period immediately before the @-sign.')
    if '..' in local:
        raise EmailNotValidError('An email address cannot have two periods in a row.')


def _check_domain(domain):
    if not domain:
        raise EmailNotValidError('There must be something after the @-sign.')
    if domain.startswith('[') and domain.endswith(']'):
        raise EmailNotValidError('A bracketed IP address after the @-sign is not allowed here.')
    bad = [char for char in domain if ord(char) < 128 and not (char.isalnum() or char in '-.')]
    if bad:
        raise EmailNotValidError(f'The part after the @-sign contains invalid characters: {_name_all(bad)}.')
    bad = [char for char in domain if ord(char) > 127 and unicodedata.category(char)[0] in 'CZ']
    if bad:
        raise EmailNotValidError(f'The part after the @-sign contains unsafe characters: {_name_all(bad)}.')
    domain = unicodedata.normalize('NFC', domain).replace('\u3002', '.').replace('\uff0e', '.')
    if domain.endswith('.'):
        raise EmailNotValidError('An email address cannot end with a period.')
    if domain.startswith('.'):
        raise EmailNotValidError('An email address cannot have a period immediately after the @-sign.')
    if '..' in domain:
        raise EmailNotValidError('An email address cannot have two periods in a row.')
    if domain.endswith('-'):
        raise EmailNotValidError('An email address cannot end with a hyphen.')
    if domain.startswith('-'):
        raise EmailNotValidError('An email address cannot have a hyphen immediately after the @-sign.')
    if '.-' in domain or '-.' in domain:
        raise EmailNotValidError('An email address cannot have a period and a hyphen next to each other.')
    for label in domain.split('.'):
        if len(label) > 3 and label[2:4] == '--' and not label.lower().startswith('xn'):
            raise EmailNotValidError(
                'An email address cannot have two letters followed by two dashes immediately after the @-sign or after a '
                'period, except Punycode.'
            )
    ascii_domain = domain.lower()
    if not domain.isascii():
        try:
            ascii_domain = '.'.join(_to_ascii(label) for label in domain.lower().split('.'))
        except UnicodeError as error:
            raise EmailNotValidError(f'The part after the @-sign contains invalid characters ({error}).') from error
    if len(ascii_domain) > _MAX_DOMAIN:
        over = len(ascii_domain) - _MAX_DOMAIN
        raise EmailNotValidError(
            f'The email address is too long after the @-sign ({over} character{"s" if over > 1 else ""} too many).'
        )
    for label in ascii_domain.split('.'):
        if len(label) > _MAX_LABEL:
            over = len(label) - _MAX_LABEL
            raise EmailNotValidError(
                'After the @-sign, periods cannot be separated by so many characters '
                f'({over} character{"s" if over > 1 else ""} too many).'
            )
    if '.' not in ascii_domain:
        raise EmailNotValidError('The part after the @-sign is not valid. It should have a period.')
    if not any('a' <= char <= 'z' for char in ascii_domain.rsplit('.', 1)[1]):
        raise EmailNotValidError('The part after the @-sign is not valid. It is not within a valid top-level domain.')
    readable = domain.lower()
    if 'xn--' in ascii_domain:
        readable = '.'.join(_from_ascii(label) for label in ascii_domain.split('.'))
    return readable, ascii_domain


def _to_ascii(label):
    return label if label.isascii() else 'xn--' + label.encode('punycode').decode('ascii')


def _from_ascii(label):
    if not label.startswith('xn--'):
        return label
    try:
        return label[4:].encode('ascii').decode('punycode')
    except UnicodeError as error:
        raise EmailNotValidError(f'The part after the @-sign is not valid IDNA ({error}).') from error


def _check_length(original, local, ascii_domain, normalized):
    over = 0
    for text in (original, normalized):
        over = max(over, len(text) - _MAX_ADDRESS)
    over = max(over, len(f'{local}@{ascii_domain}') - _MAX_ADDRESS)
    if over > 0:
        raise EmailNotValidError(f'The email address is too long ({over} character{"s" if over > 1 else ""} too many).')


def _check_reserved(domain):
    for name in _SPECIAL:
        if domain == name or domain.endswith(f'.{name}'):
            raise EmailNotValidError(
                'The part after the @-sign is a special-use or reserved name that cannot be used with email.'
            )
