import { parseDocComment } from './doc-comment.ts';
import type { Extract } from './extract.ts';
import type { Item } from './model.ts';
import { renderPage, type Page } from './page.ts';

/** A page and the file it stands in. */
export interface ReferencePage extends Page {
  /** Without folder and ending. */
  readonly file: string;
}

/** Reads the comment at the head of a namespace's file of declarations. */
export type Heading = (namespace: string) => string;

/** Names that a page must not take from a namespace of the same name. */
const language = 'language';

/** The reference as Markdown, by file name: one page for the language, one for each namespace, one for each other face, and an index. */
export function renderReference(extracts: readonly Extract[], heading: Heading): ReadonlyMap<string, string> {
  const pages = extracts.flatMap((extract) => (extract.face.name === 'index' ? runtimePages(extract.items, heading) : [facePage(extract, heading)]));
  return new Map([
    ['README.md', renderIndex(pages)],
    ...pages.map((page): [string, string] => [`${page.file}.md`, renderPage(page)]),
  ]);
}

/** Functions with something on them, `go.daemon`, are namespaces too, but not packages. */
function runtimePages(items: readonly Item[], heading: Heading): ReferencePage[] {
  const functions = new Set(items.filter((item) => item.kind === 'Function').map((item) => item.name));
  const packages = items.filter((item) => item.kind === 'Namespace' && !functions.has(item.name));
  const rest = items.filter((item) => !packages.includes(item));
  const names = rest.filter((item) => item.kind === 'Function').map((item) => item.name);
  return [
    {
      file: language, title: 'The language', items: rest,
      importLine: `import { ${[...new Set(names)].join(', ')} } from 'concurrency-tutor';`,
      introduction: 'What Go has as statements and built-in functions.',
    },
    ...packages.map((item): ReferencePage => ({
      file: item.name, title: item.name, items: item.members,
      importLine: `import { ${item.name} } from 'concurrency-tutor';`,
      introduction: parseDocComment(heading(item.name)).text,
    })),
  ];
}

function facePage({ face, items }: Extract, heading: Heading): ReferencePage {
  const names = new Set(items.filter((item) => item.kind === 'Function' || item.kind === 'Variable').map((item) => item.name));
  return {
    file: face.name, title: `concurrency-tutor/${face.name}`, items,
    importLine: `import { ${[...names].join(', ')} } from 'concurrency-tutor/${face.name}';`,
    introduction: parseDocComment(heading(face.name)).text,
  };
}

function renderIndex(pages: readonly ReferencePage[]): string {
  return [
    '# API reference',
    'Made from the comments in the source by `npm run api`: edit them there.',
    'Durations are milliseconds. What is said nowhere here is as in the Go package of the same name.',
    ['| | |', '|---|---|', ...pages.map((page) => `| [${page.title}](${page.file}.md) | ${page.introduction.split('\n\n')[0]?.replaceAll('\n', ' ') ?? ''} |`)].join('\n'),
    'The bare declarations, for reviewing changes, are in [`api/`](../../api).',
  ].join('\n\n').concat('\n');
}
