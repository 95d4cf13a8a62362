import { parseDocComment } from './doc-comment.ts';
import type { Item } from './model.ts';

/** Comments that say what something is called in Go, but not what it does here, as sentences. API Extractor finds those that are missing. */
export function withoutMeaning(items: readonly Item[], owner = ''): string[] {
  return items.flatMap((item) => {
    const name = `${owner}${item.name}`;
    return [...(saysOnlyGo(item) ? [`${name}: the comment says only what it is called in Go.`] : []), ...withoutMeaning(item.members, `${name}.`)];
  });
}

function saysOnlyGo({ docComment }: Item): boolean {
  return /^Go: `[^`]+`\.?$/.test(parseDocComment(docComment).text);
}
