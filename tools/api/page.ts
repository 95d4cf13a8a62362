import { firstSentence, parseDocComment, type DocComment } from './doc-comment.ts';
import type { Item } from './model.ts';
import { outline, signature, useOf } from './signature.ts';

/** A page of the reference: one package, or one face. */
export interface Page {
  readonly title: string;
  /** What a program writes to get at it. */
  readonly importLine: string;
  /** Markdown. */
  readonly introduction: string;
  readonly items: readonly Item[];
}

/** What is under one heading: a function with its overloads and what hangs on it, or one class, type or constant. */
interface Entry {
  readonly name: string;
  readonly group: Group;
  readonly items: readonly Item[];
  /** `go.daemon` under `go`. */
  readonly attached: readonly Item[];
}

const groups = ['Functions', 'Classes', 'Types', 'Constants'] as const;
type Group = (typeof groups)[number];

/** A page as Markdown. */
export function renderPage(page: Page): string {
  const entries = entriesOf(page.items);
  const anchors = new Anchors([page.title]);
  const filled = groups.map((group) => ({ group, entries: entries.filter((entry) => entry.group === group) })).filter((part) => part.entries.length > 0);
  // Headings are numbered in the order in which they stand on the page.
  const parts = filled.map(({ group, entries: own }) => {
    anchors.next(group);
    return { group, entries: own.map((entry) => ({ entry, anchor: group === 'Constants' ? 'constants' : anchors.next(entry.name) })) };
  });
  return [
    `# ${page.title}`,
    page.introduction,
    `\`\`\`ts\n${page.importLine}\n\`\`\``,
    ['| | | Go |', '|---|---|---|', ...parts.flatMap((part) => part.entries.map(({ entry, anchor }) => row(entry, anchor)))].join('\n'),
    ...parts.flatMap((part) => [`## ${part.group}`, ...contents(part.group, part.entries.map(({ entry }) => entry))]),
  ].filter((block) => block !== '').join('\n\n').concat('\n');
}

function entriesOf(items: readonly Item[]): Entry[] {
  const named = Map.groupBy(items, (item) => item.name);
  return [...named].flatMap(([name, same]) => {
    const attached = same.filter((item) => item.kind === 'Namespace').flatMap((item) => item.members);
    const functions = same.filter((item) => item.kind === 'Function');
    const others = same.filter((item) => item.kind !== 'Function' && item.kind !== 'Namespace');
    return [
      ...(functions.length > 0 ? [{ name, group: 'Functions' as const, items: functions, attached }] : []),
      ...others.map((item) => ({ name, group: groupOf(item), items: [item], attached: [] })),
    ];
  });
}

function groupOf({ kind }: Item): Group {
  switch (kind) {
    case 'Class': return 'Classes';
    case 'Interface':
    case 'TypeAlias': return 'Types';
    case 'Variable': return 'Constants';
    default: throw new Error(`The reference has no place for a ${kind}. Give it one in tools/api/page.ts.`);
  }
}

function row({ name, items }: Entry, anchor: string): string {
  const { text, go } = parseDocComment(items[0]?.docComment ?? '');
  const cells = [`[\`${name}\`](#${anchor})`, firstSentence(text.replace(/^Go: `[^`]+`\.?\s*/, '')), go];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

/** Constants need no headings of their own. */
function contents(group: Group, entries: readonly Entry[]): string[] {
  return group === 'Constants' ? [entries.flatMap(({ items }) => items).map(constant).join('\n')] : entries.map(section);
}

function constant(item: Item): string {
  const [text = ''] = prose(parseDocComment(item.docComment));
  return `- **\`${item.text}\`** ${text}`;
}

function section({ name, items, attached }: Entry): string {
  const blocks = [...items.map((item) => declaration(item)), ...attached.map((item) => `#### ${name}.${item.name}\n\n${declaration(item)}`)];
  return [`### ${name}`, ...blocks].join('\n\n');
}

function declaration(item: Item): string {
  const comment = parseDocComment(item.docComment);
  const isShape = item.kind === 'Class' || item.kind === 'Interface';
  return [
    `\`\`\`ts\n${isShape ? outline(item) : signature(item)}\n\`\`\``,
    ...prose(comment),
    ...(isShape ? [members(item)] : []),
  ].filter((block) => block !== '').join('\n\n');
}

function prose({ text, parameters, returns, throws }: DocComment): string[] {
  const facts = [
    ...parameters.map((parameter) => `- \`${parameter.name}\`: ${parameter.text}`),
    ...(returns === '' ? [] : [`- Returns ${returns}`]),
    ...throws.map((thrown) => `- Throws ${thrown}`),
  ];
  return [text, facts.join('\n')].filter((block) => block !== '');
}

function members(owner: Item): string {
  // A constructor without a comment shows all there is to know above.
  const explained = owner.members.filter((member) => member.kind !== 'Constructor' || prose(parseDocComment(member.docComment)).length > 0);
  return explained.map((member) => {
    const [first = '', ...more] = prose(parseDocComment(member.docComment)).flatMap((block) => block.split('\n\n'));
    const line = `- **\`${useOf(member, owner)}\`**${first.startsWith('-') ? `\n${indent(first)}` : ` ${indent(first).trim()}`}`;
    return [line, ...more.map((block) => (block.startsWith('-') ? indent(block) : `\n${indent(block)}`))].join('\n');
  }).join('\n');
}

function indent(text: string): string {
  return text.split('\n').map((line) => (line === '' ? line : `  ${line}`)).join('\n');
}

/** The anchors that GitHub gives to headings: a repeated one is numbered. */
class Anchors {
  readonly #seen = new Map<string, number>();

  constructor(headings: readonly string[]) {
    for (const heading of headings) this.next(heading);
  }

  next(heading: string): string {
    const anchor = heading.toLowerCase().replaceAll(/[^\p{L}\p{N}\-_ ]/gu, '').replaceAll(' ', '-');
    const count = this.#seen.get(anchor) ?? 0;
    this.#seen.set(anchor, count + 1);
    return count === 0 ? anchor : `${anchor}-${count}`;
  }
}
