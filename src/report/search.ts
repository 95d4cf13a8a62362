/** What a search found. */
import { paintOf, type ReportStyle } from './style.ts';
import { count, hanging, shown } from './text.ts';
import type { SearchDocument } from './documents.ts';

/** Columns of an excerpt around the first word that matched. */
const EXCERPT = 160;

export function renderSearch({ query, hits, total }: SearchDocument, style: ReportStyle): string {
  const paint = paintOf(style);
  if (total === 0) {
    return hanging('', `Nothing in the course has “${shown(query)}”. Try one word less, or the words of the message that you saw.`, style.width).join('\n');
  }
  const more = total > hits.length ? `${count(total - hits.length, 'more place')}; --limit ${total} shows them.` : undefined;
  return [
    ...hits.flatMap((hit) => [
      ...hanging('', `${paint.bold(shown(hit.title))}  ${paint.dim(`${hit.kind}, ${hit.place}`)}`, style.width),
      ...hanging('  ', excerpt(hit.text, hit.words), style.width),
      ...(style.advice === 'none' ? [] : hanging('  ', paint.cyan(`concurrency-tutor ${hit.command}`), style.width)),
      '',
    ]),
    ...(more === undefined ? [] : hanging('', more, style.width)),
  ].join('\n').trimEnd();
}

/** The part of a text around the first of the words. */
export function excerpt(text: string, words: readonly string[]): string {
  const flat = shown(text).replaceAll(/\s+/g, ' ').trim();
  const places = words.map((word) => flat.toLowerCase().indexOf(word)).filter((place) => place >= 0);
  const first = places.length === 0 ? 0 : Math.min(...places);
  if (flat.length <= EXCERPT) return flat;
  const from = Math.max(0, Math.min(first - EXCERPT / 3, flat.length - EXCERPT));
  const start = from === 0 ? 0 : flat.indexOf(' ', from) + 1;
  const end = start + EXCERPT >= flat.length ? flat.length : flat.lastIndexOf(' ', start + EXCERPT);
  return `${start === 0 ? '' : '… '}${flat.slice(start, end)}${end === flat.length ? '' : ' …'}`;
}
