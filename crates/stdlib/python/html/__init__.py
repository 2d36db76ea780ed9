"""Escaping text for HTML, and back."""


def escape(s, quote=True):
    """Replace what has a meaning in HTML."""
    s = s.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if quote:
        s = s.replace('"', "&quot;").replace("'", "&#x27;")
    return s


_NAMED = (
    "amp:38 lt:60 gt:62 quot:34 apos:39 nbsp:160 iexcl:161 cent:162 pound:163 curren:164 yen:165 "
    "brvbar:166 sect:167 uml:168 copy:169 ordf:170 laquo:171 not:172 shy:173 reg:174 macr:175 deg:176 "
    "plusmn:177 sup2:178 sup3:179 acute:180 micro:181 para:182 middot:183 cedil:184 sup1:185 ordm:186 "
    "raquo:187 frac14:188 frac12:189 frac34:190 iquest:191 Agrave:192 Aacute:193 Acirc:194 Atilde:195 "
    "Auml:196 Aring:197 AElig:198 Ccedil:199 Egrave:200 Eacute:201 Ecirc:202 Euml:203 Igrave:204 "
    "Iacute:205 Icirc:206 Iuml:207 ETH:208 Ntilde:209 Ograve:210 Oacute:211 Ocirc:212 Otilde:213 "
    "Ouml:214 times:215 Oslash:216 Ugrave:217 Uacute:218 Ucirc:219 Uuml:220 Yacute:221 THORN:222 "
    "szlig:223 agrave:224 aacute:225 acirc:226 atilde:227 auml:228 aring:229 aelig:230 ccedil:231 "
    "egrave:232 eacute:233 ecirc:234 euml:235 igrave:236 iacute:237 icirc:238 iuml:239 eth:240 "
    "ntilde:241 ograve:242 oacute:243 ocirc:244 otilde:245 ouml:246 divide:247 oslash:248 ugrave:249 "
    "uacute:250 ucirc:251 uuml:252 yacute:253 thorn:254 yuml:255 euro:8364 hellip:8230 ndash:8211 "
    "mdash:8212 lsquo:8216 rsquo:8217 ldquo:8220 rdquo:8221 bull:8226 trade:8482 larr:8592 rarr:8594 "
    "uarr:8593 darr:8595 infin:8734 le:8804 ge:8805 ne:8800 hearts:9829"
)


def unescape(s):
    """Replace numeric references and the common named ones by their characters."""
    if "&" not in s:
        return s
    names = {}
    for item in _NAMED.split():
        name, number = item.split(":")
        names[name] = chr(int(number))
    out = []
    parts = s.split("&")
    out.append(parts[0])
    for part in parts[1:]:
        name, semicolon, rest = part.partition(";")
        if name.startswith("#"):
            digits = name[1:]
            try:
                code = int(digits[1:], 16) if digits[:1] in "xX" and digits else int(digits)
            except ValueError:
                out.append("&" + part)
                continue
            if code == 0 or code > 0x10FFFF or 0xD800 <= code < 0xE000:
                out.append("\ufffd" + rest)
            else:
                out.append(chr(code) + rest)
        elif semicolon and name in names:
            out.append(names[name] + rest)
        else:
            out.append("&" + part)
    return "".join(out)
