import type { YamlSource } from './yaml-data.ts';

/** A Markdown file with front matter, in its two halves. */
export interface Document {
  /** The YAML between the `---` lines, or `undefined` when the file does not start with them. */
  readonly frontMatter?: YamlSource;
  /** The rest. The lines before it are blank, so that positions in it are positions in the file. */
  readonly body: string;
}

export function splitFrontMatter(text: string, file: string): Document {
  const lines = text.split(/\r?\n/);
  const end = lines[0] === '---' ? lines.indexOf('---', 1) : -1;
  if (end < 0) return { body: lines.join('\n') };
  const body = [...lines.slice(0, end + 1).map(() => ''), ...lines.slice(end + 1)].join('\n');
  return { frontMatter: { text: lines.slice(1, end).join('\n'), file, line: 2 }, body };
}
