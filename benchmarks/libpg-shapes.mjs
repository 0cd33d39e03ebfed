// Reads statements separated by NUL, and writes for each a line of JSON: the tables of FROM and of writes, and the columns of WHERE, as PostgreSQL's own parser has them;
// null for what it rejects, or is no query. Needs the package libpg-query beside the folder that it runs in.
import fs from 'node:fs';
import { createRequire } from 'node:module';

const { parse } = await import(createRequire(process.cwd() + '/').resolve('libpg-query'));
const queries = new Set(['SelectStmt', 'InsertStmt', 'UpdateStmt', 'DeleteStmt', 'MergeStmt']);

function walk(node, key, shape, inWhere) {
  if (Array.isArray(node)) {
    for (const item of node) walk(item, key, shape, inWhere);
    return;
  }
  if (node === null || typeof node !== 'object') return;
  // The table that SELECT INTO makes is none that it reads.
  if (key === 'intoClause') return;
  if (typeof node.relname === 'string') shape.tables.push(node.relname);
  if (inWhere && Array.isArray(node.fields)) {
    const last = node.fields[node.fields.length - 1];
    if (last.String) shape.columns.add(last.String.sval);
  }
  for (const [name, value] of Object.entries(node)) walk(value, name, shape, inWhere || name === 'whereClause');
}

const lines = [];
for (const text of fs.readFileSync(process.argv[2], 'utf8').split('\0')) {
  let line = 'null';
  try {
    const tree = await parse(text);
    if (tree.stmts.length > 0 && tree.stmts.every(each => queries.has(Object.keys(each.stmt)[0]))) {
      const shape = { tables: [], columns: new Set() };
      walk(tree.stmts, '', shape, false);
      line = JSON.stringify({ tables: shape.tables, columns: [...shape.columns] });
    }
  } catch {
    // Rejected.
  }
  lines.push(line);
}
fs.writeFileSync(process.argv[3], lines.join('\n'));
