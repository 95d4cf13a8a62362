/**
 * TypeScript as a row of tokens in which renaming, reformatting, comments and other numbers or texts make no difference.
 * Reads any text, also a program that does not parse.
 */

export interface Token {
  readonly text: string;
  readonly line: number;
}

const keywords = new Set([
  'abstract', 'any', 'as', 'async', 'await', 'boolean', 'break', 'case', 'catch', 'class', 'const', 'continue', 'default', 'delete', 'do', 'else', 'enum', 'export', 'extends',
  'false', 'finally', 'for', 'from', 'function', 'get', 'if', 'implements', 'import', 'in', 'instanceof', 'interface', 'keyof', 'let', 'new', 'null', 'number', 'of', 'private',
  'protected', 'public', 'readonly', 'return', 'satisfies', 'set', 'static', 'string', 'super', 'switch', 'this', 'throw', 'true', 'try', 'type', 'typeof', 'undefined', 'unknown',
  'using', 'var', 'void', 'while', 'yield',
]);

const blank = /\s+|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/y;
const word = /[\p{ID_Start}$_#][\p{ID_Continue}$\u200C\u200D]*/uy;
const number = /(?:0[xob][\da-f_]+|\d[\d_]*\.?[\d_]*(?:e[+-]?\d+)?)n?/iy;
const quoted = /"(?:\\[\s\S]|[^"\\\n])*"?|'(?:\\[\s\S]|[^'\\\n])*'?|`(?:\\[\s\S]|[^`\\])*`?/y;
const pattern = /\/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\/[a-z]*/y;
const sign = /=>|\.\.\.|\?\.|\?\?=?|&&=?|\|\|=?|[=!]==?|<=|>=|\*\*=?|\+\+|--|[+\-*/%&|^]=|[\s\S]/y;

/** Imports are left out: they are the same in every program of an exercise. */
export function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  let line = 1;
  const match = (expression: RegExp): string | undefined => {
    expression.lastIndex = at;
    return expression.exec(source)?.[0];
  };
  const take = (text: string, name: string | undefined): void => {
    if (name !== undefined) tokens.push({ text: name, line });
    at += text.length;
    line += text.split('\n').length - 1;
  };
  while (at < source.length) {
    const last = tokens.at(-1)?.text;
    const space = match(blank);
    const name = space === undefined ? match(word) : undefined;
    const value = space ?? name ?? match(number) ?? match(quoted) ?? (mayStartPattern(last) ? match(pattern) : undefined);
    if (space !== undefined) take(space, undefined);
    else if (name !== undefined) take(name, nameOf(name, last));
    else if (value !== undefined) take(value, 'L');
    else take(match(sign) ?? ' ', match(sign) ?? '');
  }
  return withoutImports(tokens).filter(({ text }) => text !== ';' && text !== ',');
}

/** Names after a dot stay: they mostly belong to the library, and tell `send` from `receive`. */
function nameOf(name: string, last: string | undefined): string {
  if (keywords.has(name)) return name;
  return last === '.' || last === '?.' ? name : 'N';
}

/** After a value a slash divides; elsewhere it begins a regular expression. */
function mayStartPattern(last: string | undefined): boolean {
  return last === undefined || !(/^[NL)\]}]$/.test(last) || last === 'this' || /^[a-z]\w*$/i.test(last) && !keywords.has(last));
}

function withoutImports(tokens: readonly Token[]): Token[] {
  const kept: Token[] = [];
  let isImport = false;
  for (const [index, token] of tokens.entries()) {
    const next = tokens[index + 1]?.text;
    if (token.text === 'import' && next !== '(' && next !== '.') isImport = true;
    if (!isImport) kept.push(token);
    // An import ends with the text that says where from.
    if (isImport && token.text === 'L') isImport = false;
  }
  return kept;
}
