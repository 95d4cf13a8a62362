import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, visit, type Document, type Node, type Pair } from 'yaml';
import type { core, ZodType } from 'zod';
import type { SourcePosition } from './model.ts';
import type { Problems } from './problems.ts';

/** A piece of YAML: a file of its own, or a part of one. */
export interface YamlSource {
  readonly text: string;
  /** Path relative to the course root. */
  readonly file: string;
  /** The line of the file that the text starts at. */
  readonly line: number;
}

/** Data that met its schema, and where in the file each part of it stands. */
export interface YamlData<T> {
  readonly data: T;
  /** The place of the value at a path such as `['checks', 2, 'id']`. */
  position(path: readonly PropertyKey[]): SourcePosition;
}

/** Parses and validates YAML. Whatever is wrong is added to `problems`, at its place, and the answer is `undefined`. */
export function readYaml<T>(source: YamlSource, schema: ZodType<T>, problems: Problems): YamlData<T> | undefined {
  const counter = new LineCounter();
  const document = parseDocument(source.text, { lineCounter: counter, prettyErrors: false });
  const place = (offset: number): SourcePosition => {
    const { line, col } = counter.linePos(offset);
    return { file: source.file, line: source.line + line - 1, column: col };
  };
  if (document.errors.length > 0) {
    for (const error of document.errors) problems.add(place(error.pos[0]), sentence(error.message));
    return undefined;
  }
  keepIds(document);
  const position = (path: readonly PropertyKey[]): SourcePosition => place(offsetOf(document, path));
  const result = schema.safeParse(document.toJS() ?? {});
  if (result.success) return { data: result.data, position };
  for (const issue of result.error.issues) report(issue, document, position, place, problems);
  return undefined;
}

/** YAML reads the id 3.E1 as the number 30. What looks like an id stays one. */
function keepIds(document: Document): void {
  visit(document, {
    Scalar(_key, node) {
      if (typeof node.value === 'number' && node.source !== undefined && /^\d+\.E\d+$/.test(node.source)) node.value = node.source;
    },
  });
}

function report(issue: core.$ZodIssue, document: Document, position: (path: readonly PropertyKey[]) => SourcePosition, place: (offset: number) => SourcePosition, problems: Problems): void {
  if (issue.code === 'unrecognized_keys') {
    for (const key of issue.keys) problems.add(place(keyOffset(document, issue.path, key)), `\`${key}\` is not a key here; correct its spelling or remove it.`);
    return;
  }
  problems.add(position(issue.path), describe(issue, document));
}

function describe(issue: core.$ZodIssue, document: Document): string {
  const name = nameOf(issue.path);
  const missing = nodeAt(document, issue.path) === undefined;
  switch (issue.code) {
    case 'invalid_type':
      if (missing) return `${name} is missing; add it.`;
      if (issue.expected === 'string') return `${name} must be text; put it in quotes.`;
      if (issue.expected === 'int') return `${name} must be a whole number.`;
      return `${name} must be ${typeWords[issue.expected] ?? issue.expected}.`;
    case 'invalid_value':
      return missing ? `${name} is missing; add it: ${issue.values.join(', ')}.` : `${name} must be ${issue.values.map(String).join(' or ')}.`;
    case 'too_small':
      if (issue.origin === 'string') return `${name} is empty; write it.`;
      return issue.origin === 'array' ? `${name} needs ${issue.minimum} or more entries.` : `${name} must be ${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}.`;
    case 'too_big':
      return issue.origin === 'array' ? `${name} has more than ${issue.maximum} entries; shorten it.` : `${name} must be at most ${issue.maximum}.`;
    case 'custom':
      return issue.message;
    default:
      return `${name}: ${issue.message}`;
  }
}

const typeWords: Readonly<Record<string, string>> = { array: 'a list', object: 'a map of keys', record: 'a map of keys', number: 'a number', boolean: 'true or false', tuple: 'a list' };

function nameOf(path: readonly PropertyKey[]): string {
  const words = path.map((part) => (typeof part === 'number' ? `[${part + 1}]` : `.${String(part)}`)).join('').replace(/^\./, '');
  return words === '' ? 'This document' : `\`${words}\``;
}

/** The offset of the value at the path, or of the nearest thing around it that exists. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let length = path.length; length >= 0; length--) {
    const node = nodeAt(document, path.slice(0, length));
    if (node?.range) return node.range[0];
  }
  return 0;
}

function nodeAt(document: Document, path: readonly PropertyKey[]): Node | undefined {
  let node: unknown = document.contents;
  for (const part of path) {
    if (isAlias(node)) node = node.resolve(document);
    if (!isMap(node) && !isSeq(node)) return undefined;
    node = node.get(part, true);
  }
  return isMap(node) || isSeq(node) || isScalar(node) ? node : undefined;
}

function keyOffset(document: Document, path: readonly PropertyKey[], key: string): number {
  const map = nodeAt(document, path);
  const pair = isMap(map) ? map.items.find((item: Pair) => isScalar(item.key) && String(item.key.value) === key) : undefined;
  return isScalar(pair?.key) ? (pair.key.range?.[0] ?? 0) : offsetOf(document, path);
}

function sentence(text: string): string {
  const first = text.split('\n')[0] ?? text;
  return first.endsWith('.') ? first : `${first}.`;
}
