"""Media types by the ending of a file's name."""

_TABLE = """
application/javascript mjs
application/json json
application/manifest+json webmanifest
application/msword doc dot wiz
application/octet-stream bin a dll exe o obj so
application/pdf pdf
application/postscript ps ai eps
application/vnd.ms-excel xls xlb
application/vnd.ms-powerpoint ppt pot ppa pps pwz
application/vnd.openxmlformats-officedocument.presentationml.presentation pptx
application/vnd.openxmlformats-officedocument.spreadsheetml.sheet xlsx
application/vnd.openxmlformats-officedocument.wordprocessingml.document docx
application/wasm wasm
application/x-sh sh
application/x-tar tar
application/xml xsl rdf wsdl xpdl
application/yaml yaml yml
application/zip zip
audio/flac flac
audio/mp4 m4a
audio/mpeg mp3 mp2
audio/ogg opus
audio/x-wav wav
font/otf otf
font/ttf ttf
font/woff woff
font/woff2 woff2
image/avif avif
image/bmp bmp
image/gif gif
image/jpeg jpg jpe jpeg
image/png png
image/svg+xml svg
image/tiff tiff tif
image/vnd.microsoft.icon ico
image/webp webp
message/rfc822 eml mht mhtml nws
text/css css
text/csv csv
text/html html htm
text/javascript js mjs
text/markdown md markdown
text/plain txt bat c h ksh pl srt
text/richtext rtx
text/rtf rtf
text/tab-separated-values tsv
text/x-python py
text/xml xml
video/mp4 mp4
video/mpeg mpeg m1v mpa mpe mpg
video/quicktime mov qt
video/webm webm
video/x-msvideo avi
"""
types_map = {}
_extensions = {}
suffix_map = {".svgz": ".svg.gz", ".tgz": ".tar.gz", ".tbz2": ".tar.bz2", ".txz": ".tar.xz"}
encodings_map = {".gz": "gzip", ".Z": "compress", ".bz2": "bzip2", ".xz": "xz", ".br": "br"}
common_types = {".jpg": "image/jpg", ".rtf": "application/rtf", ".webp": "image/webp", ".xul": "text/xul"}  # fmt: skip
for _line in _TABLE.strip().split("\n"):
    _kind, *_endings = _line.split(" ")
    for _ending in _endings:
        types_map["." + _ending] = _kind
        _extensions.setdefault(_kind, []).append("." + _ending)
del _line, _kind, _endings, _ending


def init(files=None):
    pass


def guess_type(url, strict=True):
    """The media type and the encoding that the name of a file or URL suggests."""
    url = str(url)
    scheme, colon, rest = url.partition(":")
    if colon and len(scheme) > 1 and scheme.isalnum():
        if scheme == "data":
            head, comma, _ = rest.partition(",")
            if not comma:
                return None, None
            kind = head.partition(";")[0]
            return (kind if "/" in kind else "text/plain"), None
        url = rest.partition("?")[0].partition("#")[0]
        if url.startswith("//"):
            # What stands between `//` and the next slash is a host, not a file.
            host, slash, path = url[2:].partition("/")
            url = path if slash else ""
    return guess_file_type(url, strict=strict)


def guess_file_type(path, *, strict=True):
    base, ext = _split(str(path).rpartition("/")[2])
    while ext.lower() in suffix_map:
        base, ext = _split(base + suffix_map[ext.lower()])
    encoding = encodings_map.get(ext)
    if encoding is not None:
        base, ext = _split(base)
    kind = types_map.get(ext.lower())
    if kind is None and not strict:
        kind = common_types.get(ext.lower())
    return kind, encoding


def _split(name):
    stem = name.lstrip(".")
    dot = stem.rfind(".")
    if dot <= 0 and not (dot == 0):
        return name, ""
    cut = len(name) - len(stem) + dot
    return name[:cut], name[cut:]


def guess_all_extensions(type, strict=True):
    return list(_extensions.get(type.lower(), ()))


def guess_extension(type, strict=True):
    found = guess_all_extensions(type, strict)
    return found[0] if found else None


def add_type(type, ext, strict=True):
    types_map[ext] = type
    endings = _extensions.setdefault(type, [])
    if ext not in endings:
        endings.append(ext)
