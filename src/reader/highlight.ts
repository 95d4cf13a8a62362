/** Colours a program's text, line by line. */
import bash from 'highlight.js/lib/languages/bash';
import diff from 'highlight.js/lib/languages/diff';
import go from 'highlight.js/lib/languages/go';
import json from 'highlight.js/lib/languages/json';
import typescript from 'highlight.js/lib/languages/typescript';
import chalk from 'chalk';
import { createLowlight } from 'lowlight';
import { printable } from './line.ts';
import { scopes } from './theme.ts';

const lowlight = createLowlight({ bash, diff, go, json, typescript });

const names: Readonly<Record<string, string>> = {
  ts: 'typescript', typescript: 'typescript', js: 'typescript', go: 'go', sh: 'bash', bash: 'bash', json: 'json', diff: 'diff',
};

type Style = (text: string) => string;
type Node = { readonly type: string; readonly value?: string; readonly children?: readonly Node[]; readonly properties?: { readonly className?: unknown } };

/** The lines of `source`, coloured where the language is known. A trailing newline does not make a line. */
export function highlight(source: string, language: string): string[] {
  const text = printable(source).replace(/\n+$/, '');
  const name = names[language];
  if (name === undefined || chalk.level === 0) return text.split('\n');
  return painted(lowlight.highlight(name, text).children, undefined).split('\n');
}

function painted(nodes: readonly Node[], inherited: Style | undefined): string {
  return nodes.map((node) => {
    if (node.type === 'text') return paintRows(node.value ?? '', inherited);
    return painted(node.children ?? [], styleOf(node) ?? inherited);
  }).join('');
}

/** A style must not reach over a line break, or cutting one line would recolour the next. */
function paintRows(text: string, style: Style | undefined): string {
  return style === undefined ? text : text.split('\n').map((row) => (row === '' ? '' : style(row))).join('\n');
}

function styleOf(node: Node): Style | undefined {
  const classes = node.properties?.className;
  if (!Array.isArray(classes)) return undefined;
  const first = String(classes[0] ?? '').replace(/^hljs-/, '');
  return scopes[first];
}
