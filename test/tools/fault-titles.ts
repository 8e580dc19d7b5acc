import { parseSync } from 'vite';

/** A test, or a group of tests, whose title names a row of the fault matrix. */
export interface NamedTest {
  row: string;
  file: string;
  /** Titles of the groups around it and its own, without the tags. */
  title: string;
  /** Left out of a normal run. */
  long: boolean;
}

const FUNCTIONS: ReadonlySet<string> = new Set(['describe', 'it', 'test']);
const TAG = /\[([A-Z]\d{1,2})\]/g;
/** In the title of `it.each`: the row stands in the table. */
const TAG_FROM_TABLE = /\[(?:%s|\$row)\]/;

interface SyntaxNode extends Record<string, unknown> {
  type: string;
  start: number;
  end: number;
}

interface Scope {
  file: string;
  source: string;
  program: SyntaxNode;
  parents: readonly string[];
  long: boolean;
}

/**
 * The titles in a test file that carry a row in square brackets. They are read from the syntax tree, so that
 * nothing has to run: a title must be a literal. `[%s]` and `[$row]` stand for the rows in the table of `each`.
 */
export function namedTests(file: string, source: string): NamedTest[] {
  const program = parseSync(file, source).program as unknown as SyntaxNode;
  return visit(program, { file, source, program, parents: [], long: false });
}

function visit(node: SyntaxNode, scope: Scope): NamedTest[] {
  const call = toTestCall(node, scope);
  if (call === undefined) return childrenOf(node).flatMap((child) => visit(child, scope));
  const inner = { ...scope, parents: [...scope.parents, withoutTags(call.title)], long: call.long };
  const within = childrenOf(node).flatMap((child) => visit(child, inner));
  const title = inner.parents.filter((part) => part !== '').join(' › ');
  return [...call.rows.map((row) => ({ row, file: scope.file, title, long: call.long })), ...within];
}

interface TestCall {
  title: string;
  rows: readonly string[];
  long: boolean;
}

function toTestCall(node: SyntaxNode, scope: Scope): TestCall | undefined {
  if (node.type !== 'CallExpression' || !isNode(node['callee']) || !Array.isArray(node['arguments']))
    return undefined;
  const { callee } = node;
  const title = textOf((node['arguments'] as unknown[])[0]);
  if (title === undefined || !FUNCTIONS.has(rootName(callee) ?? '')) return undefined;
  const own = [...title.matchAll(TAG)].map(([, row = '']) => row);
  const fromTable = TAG_FROM_TABLE.test(title) ? rowsIn(tableOf(callee, scope)) : [];
  const long = scope.long || scope.source.slice(callee.start, callee.end).includes('LONG');
  return { title, rows: [...new Set([...own, ...fromTable])], long };
}

/** `describe` of `describe.runIf(x)`, `it` of `it.each(table)`. */
function rootName(callee: SyntaxNode): string | undefined {
  if (callee.type === 'Identifier') return String(callee['name']);
  const inner = callee.type === 'MemberExpression' ? callee['object'] : callee['callee'];
  return isNode(inner) ? rootName(inner) : undefined;
}

/** The text of a literal; what a template puts in is left out. */
function textOf(node: unknown): string | undefined {
  if (!isNode(node)) return undefined;
  if (node.type === 'Literal') return typeof node['value'] === 'string' ? node['value'] : undefined;
  if (node.type !== 'TemplateLiteral' || !Array.isArray(node['quasis'])) return undefined;
  return (node['quasis'] as { value: { cooked: string } }[]).map(({ value }) => value.cooked).join('…');
}

/** What `each` was given, and where that is a name, what the file gives the name. */
function tableOf(callee: SyntaxNode, { program }: Scope): unknown {
  const table = Array.isArray(callee['arguments']) ? (callee['arguments'] as unknown[])[0] : undefined;
  if (!isNode(table) || table.type !== 'Identifier') return table;
  return allNodes(program).find(
    (node) =>
      node.type === 'VariableDeclarator' && isNode(node['id']) && node['id']['name'] === table['name'],
  );
}

function rowsIn(node: unknown): string[] {
  if (!isNode(node)) return [];
  const texts = allNodes(node).map(textOf);
  return texts.filter((text) => text !== undefined && /^[A-Z]\d{1,2}$/.test(text)) as string[];
}

function allNodes(node: SyntaxNode): SyntaxNode[] {
  return [node, ...childrenOf(node).flatMap(allNodes)];
}

function childrenOf(node: SyntaxNode): SyntaxNode[] {
  return Object.values(node).flat().filter(isNode);
}

function isNode(value: unknown): value is SyntaxNode {
  return (
    typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string'
  );
}

function withoutTags(title: string): string {
  return title.replace(TAG, '').replace(TAG_FROM_TABLE, '').replace(/\s+/g, ' ').trim();
}
