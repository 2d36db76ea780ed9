"""Reading the schema of an SQLite database."""

import re

from ... import exc
from ...sql import sqltypes
from ...util import warn

_foreign_key = re.compile(
    r'(?:CONSTRAINT\s+(?:"(.+?)"|(\w+))\s+)?FOREIGN\s+KEY\s*\(\s*(.+?)\s*\)\s+REFERENCES\s+(?:"(.+?)"|([a-z0-9_]+))\s*'
    r"\(\s*([^)]+?)\s*\)\s*((?:ON\s+(?:DELETE|UPDATE)\s+(?:SET\s+NULL|SET\s+DEFAULT|CASCADE|RESTRICT|NO\s+ACTION)\s*)*)"
    r"((?:NOT\s+)?DEFERRABLE)?(?:\s+INITIALLY\s+(DEFERRED|IMMEDIATE))?",
    re.I,
)


def _names(text):
    return [m.group(1) or m.group(2) for m in re.finditer(r'(?:"(.+?)")|([a-z0-9_]+)', text, re.I)]


class SQLiteReflection:
    """A part of the dialect."""

    def _master(self, schema, name="sqlite_master"):
        return f"{self.identifier_preparer.quote_identifier(schema)}.{name}" if schema is not None else name

    def _list(self, connection, main, type_, internal=False):
        skip = "" if internal else " AND name NOT LIKE 'sqlite~_%' ESCAPE '~'"
        query = f"SELECT name FROM {main} WHERE type='{type_}'{skip} ORDER BY name"
        return connection.exec_driver_sql(query).scalars().all()

    def get_schema_names(self, connection, **kw):
        return [row[1] for row in connection.exec_driver_sql("PRAGMA database_list") if row[1] != "temp"]

    def get_table_names(self, connection, schema=None, sqlite_include_internal=False, **kw):
        return self._list(connection, self._master(schema), "table", sqlite_include_internal)

    def get_temp_table_names(self, connection, sqlite_include_internal=False, **kw):
        return self._list(connection, "sqlite_temp_master", "table", sqlite_include_internal)

    def get_temp_view_names(self, connection, sqlite_include_internal=False, **kw):
        return self._list(connection, "sqlite_temp_master", "view", sqlite_include_internal)

    def get_view_names(self, connection, schema=None, sqlite_include_internal=False, **kw):
        return self._list(connection, self._master(schema), "view", sqlite_include_internal)

    def has_table(self, connection, table_name, schema=None, **kw):
        if schema is not None and schema not in self.get_schema_names(connection):
            return False
        return bool(self._pragma(connection, "table_info", table_name, schema))

    def _pragma(self, connection, pragma, table_name, schema=None):
        quote = self.identifier_preparer.quote_identifier
        where = [f"PRAGMA {quote(schema)}."] if schema is not None else ["PRAGMA main.", "PRAGMA temp."]
        for text in where:
            cursor = connection.exec_driver_sql(f"{text}{pragma}({quote(table_name)})")
            result = cursor.fetchall() if not cursor._soft_closed else []
            if result:
                return result
        return []

    def _table_sql(self, connection, table_name, schema=None):
        expr = f"{self.identifier_preparer.quote_identifier(schema)}." if schema else ""
        value = connection.exec_driver_sql(
            f"SELECT sql FROM  (SELECT * FROM {expr}sqlite_master UNION ALL   SELECT * FROM {expr}sqlite_temp_master) WHERE name "
            "= ? AND type in ('table', 'view')",
            (table_name,),
        ).scalar()
        if value is None and table_name not in ("sqlite_schema", "sqlite_master", "sqlite_temp_schema", "sqlite_temp_master"):
            raise exc.NoSuchTableError(f"{expr}{table_name}")
        return value

    def get_view_definition(self, connection, view_name, schema=None, **kw):
        value = connection.exec_driver_sql(
            f"SELECT sql FROM {self._master(schema)} WHERE name = ? AND type='view'", (view_name,)
        ).scalar()
        if value is None:
            raise exc.NoSuchTableError(f"{schema}.{view_name}" if schema else view_name)
        return value

    def get_columns(self, connection, table_name, schema=None, **kw):
        columns, sql = [], None
        for row in self._pragma(connection, "table_xinfo", table_name, schema):
            _, name, type_, notnull, default, pk, hidden = row
            if hidden == 1:
                continue
            type_ = type_.upper()
            if hidden:
                type_ = re.sub("generated|always", "", type_, flags=re.I).strip()
            column = {
                "name": name, "type": self._reflected_type(type_), "nullable": not notnull,
                "default": None if default is None else str(default), "primary_key": pk,
            }
            if hidden:
                if sql is None:
                    sql = self._table_sql(connection, table_name, schema)
                m = re.search(re.escape(name) + r"[^,]*\s+GENERATED\s+ALWAYS\s+AS\s+\((.*)\)\s*(?:virtual|stored)?", sql, re.I)
                column["computed"] = {"sqltext": m.group(1) if m else "", "persisted": hidden == 3}
            columns.append(column)
        if not columns and not self.has_table(connection, table_name, schema):
            raise exc.NoSuchTableError(f"{schema}.{table_name}" if schema else table_name)
        return columns

    def _reflected_type(self, text):
        m = re.match(r"([\w ]+)(\(.*?\))?", text)
        name, args = (m.group(1), m.group(2)) if m else ("", "")
        if name in self.ischema_names:
            cls = self.ischema_names[name]
        elif "INT" in name:
            cls = sqltypes.INTEGER
        elif "CHAR" in name or "CLOB" in name or "TEXT" in name:
            cls = sqltypes.TEXT
        elif "BLOB" in name or not name:
            cls = sqltypes.NullType
        elif "REAL" in name or "FLOA" in name or "DOUB" in name:
            cls = sqltypes.REAL
        else:
            cls = sqltypes.NUMERIC
        if args is None:
            return cls()
        numbers = [int(a) for a in re.findall(r"(\d+)", args)]
        try:
            return cls(*numbers)
        except TypeError:
            warn(f"Could not instantiate type {cls} with reflected arguments {numbers}; using no arguments.")
            return cls()

    def get_pk_constraint(self, connection, table_name, schema=None, **kw):
        sql, name = self._table_sql(connection, table_name, schema), None
        if sql:
            m = re.search(r'CONSTRAINT\s+(?:"(.+?)"|(\w+))\s+PRIMARY\s+KEY', sql, re.I)
            name = (m.group(1) or m.group(2)) if m else None
        cols = [c for c in self.get_columns(connection, table_name, schema) if c["primary_key"] > 0]
        cols.sort(key=lambda c: c["primary_key"])
        return {"constrained_columns": [c["name"] for c in cols], "name": name if cols else None}

    def get_foreign_keys(self, connection, table_name, schema=None, **kw):
        fks = {}
        for row in self._pragma(connection, "foreign_key_list", table_name, schema):
            number, table, local, remote = row[0], row[2], row[3], row[4]
            fk = fks.get(number)
            if fk is None:
                referred = []
                if not remote:
                    try:
                        referred = list(self.get_pk_constraint(connection, table, schema=schema)["constrained_columns"])
                    except exc.NoSuchTableError:
                        referred = []
                fk = fks[number] = {
                    "name": None, "constrained_columns": [], "referred_schema": schema, "referred_table": table,
                    "referred_columns": referred, "options": {},
                }
            fk["constrained_columns"].append(local)
            if remote:
                fk["referred_columns"].append(remote)
        by_signature = {
            (*fk["constrained_columns"], fk["referred_table"], *fk["referred_columns"]): fk for fk in fks.values()
        }
        found = []
        for m in _foreign_key.finditer(self._table_sql(connection, table_name, schema) or ""):
            quoted, plain, cols, quoted_table, plain_table, refs, actions, deferrable, initially = m.groups()
            cols, table, refs = _names(cols), quoted_table or plain_table, _names(refs)
            options = {}
            for token in re.split(r" *\bON\b *", re.sub(r"\s+", " ", actions.upper()).strip()):
                for word, option in (("DELETE", "ondelete"), ("UPDATE", "onupdate")):
                    if token.startswith(word) and token[6:].strip() not in ("", "NO ACTION"):
                        options[option] = token[6:].strip()
            if deferrable:
                options["deferrable"] = "NOT" not in deferrable.upper()
            if initially:
                options["initially"] = initially.upper()
            fk = by_signature.pop((*cols, table, *refs), None)
            if fk is not None:
                fk["name"], fk["options"] = quoted or plain, options
                found.append(fk)
        return found + list(by_signature.values())

    def get_unique_constraints(self, connection, table_name, schema=None, **kw):
        auto = {
            tuple(i["column_names"]): i
            for i in self.get_indexes(connection, table_name, schema=schema, include_auto_indexes=True)
            if i["name"].startswith("sqlite_autoindex")
        }
        sql = self._table_sql(connection, table_name, schema) or ""
        found = []
        parsed = [
            (m.group(1) or m.group(2), _names(m.group(3)))
            for m in re.finditer(r'(?:CONSTRAINT\s+(?:"(.+?)"|(\w+))\s+)?UNIQUE\s*\((.+?)\)', sql, re.I)
        ] + [
            (None, _names(m.group(1) or m.group(2)))
            for m in re.finditer(r'(?:(".+?")|(?:[\[`])?([a-z0-9_]+)(?:[\]`])?)[\t ]+[a-z0-9_]+(?:[\t ]+[a-z0-9_]+)*?[\t ]+UNIQUE', sql, re.I)
        ]
        for name, cols in parsed:
            if auto.pop(tuple(cols), None) is not None:
                found.append({"name": name, "column_names": cols})
        return found

    def get_check_constraints(self, connection, table_name, schema=None, **kw):
        sql = self._table_sql(connection, table_name, schema) or ""
        found = []
        for m in re.finditer(r'(?<![A-Za-z0-9_])(?:CONSTRAINT\s+("(?:[^"]|"")+"|\S+)\s+)?CHECK\s*\(', sql, re.I):
            depth, i = 1, m.end()
            while i < len(sql) and depth:
                depth += {"(": 1, ")": -1}.get(sql[i], 0)
                i += 1
            name = m.group(1)
            found.append({"sqltext": sql[m.end() : i - 1].strip(), "name": name.strip('"') if name else None})
        found.sort(key=lambda d: d["name"] or "~")
        return found

    def get_indexes(self, connection, table_name, schema=None, include_auto_indexes=False, **kw):
        indexes = []
        for row in self._pragma(connection, "index_list", table_name, schema):
            if not include_auto_indexes and row[1].startswith("sqlite_autoindex"):
                continue
            index = {"name": row[1], "column_names": [], "unique": row[2], "dialect_options": {}}
            indexes.append(index)
            if len(row) >= 5 and row[4]:
                sql = connection.exec_driver_sql(
                    f"SELECT sql FROM {self._master(schema)} WHERE name = ? AND type = 'index'", (row[1],)
                ).scalar()
                m = re.search(r"\)\s+where\s+(.+)", sql, re.I)
                if m:
                    from ...sql.elements import text

                    index["dialect_options"]["sqlite_where"] = text(m.group(1))
        for index in list(indexes):
            for row in self._pragma(connection, "index_info", index["name"], schema):
                if row[2] is None:
                    warn(f"Skipped unsupported reflection of expression-based index {index['name']}")
                    indexes.remove(index)
                    break
                index["column_names"].append(row[2])
        indexes.sort(key=lambda d: d["name"] or "~")
        if not indexes and not self.has_table(connection, table_name, schema):
            raise exc.NoSuchTableError(f"{schema}.{table_name}" if schema else table_name)
        return indexes

    def get_table_comment(self, connection, table_name, schema=None, **kw):
        raise NotImplementedError()
