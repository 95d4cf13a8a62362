/** What a comment says, taken apart. */
export interface DocComment {
  /** Markdown, paragraphs separated by an empty line. */
  readonly text: string;
  readonly parameters: readonly { readonly name: string; readonly text: string }[];
  /** Empty when the comment does not say. */
  readonly returns: string;
  /** One for each thing that may be thrown, with its type in backquotes. */
  readonly throws: readonly string[];
  /** The counterpart in Go, in backquotes; empty when none is named. */
  readonly go: string;
}

/** What API Extractor writes when a constructor has no comment. */
const GENERATED = /^Constructs a new instance of the `.*` class$/;

/** Takes a comment in TSDoc's normal form apart. */
export function parseDocComment(comment: string): DocComment {
  const parts = body(comment).split(/^(?=@\w)/m).map((block) => block.trim());
  const blocks = parts.filter((part) => part.startsWith('@'));
  const text = parts.find((part) => !part.startsWith('@')) ?? '';
  const tagged = (tag: string): string[] =>
    blocks.filter((block) => block.startsWith(`${tag} `) || block.startsWith(`${tag}\n`)).map((block) => block.slice(tag.length).trim());
  return {
    text: GENERATED.test(text) ? '' : text,
    parameters: tagged('@param').map((block) => {
      const [name = '', rest = ''] = block.split(/ - (.*)/s);
      return { name, text: oneLine(rest) };
    }),
    returns: oneLine(tagged('@returns')[0] ?? ''),
    throws: tagged('@throws').map(thrown),
    go: /\bGo: (`[^`]+`)/.exec(comment)?.[1] ?? '',
  };
}

/** `{Panic} text` with every type in backquotes. */
function thrown(block: string): string {
  const [, type, rest = ''] = /^\\?\{([^}\\]+)\\?\}\s*(.*)$/s.exec(oneLine(block)) ?? [];
  if (type === undefined) return oneLine(block);
  const more = rest.replaceAll(/\\?\{(\w+)\\?\}/g, '`$1`');
  return `\`${type}\`${more.startsWith('`') ? ': ' : ' '}${more}`.trim();
}

/** A comment without its frame. */
function body(comment: string): string {
  return comment.replace(/^\s*\/\*\*/, '').replace(/\*\/\s*$/, '').split('\n').map((line) => line.replace(/^\s*\*(?: {1,2}(?! ))?/, '')).join('\n').trim();
}

/** The first sentence, for tables. */
export function firstSentence(text: string): string {
  const [paragraph = ''] = text.split(/\n\n|\n(?=[-|] )/);
  const line = oneLine(paragraph);
  // A full stop inside backquotes ends no sentence.
  const end = /^(?:`[^`]*`|[^`])*?[.:](?= [A-Z`]|$)/.exec(line);
  return (end?.[0] ?? line).replace(/[.:]$/, '');
}

function oneLine(text: string): string {
  return text.replaceAll(/\s*\n\s*/g, ' ').trim();
}
