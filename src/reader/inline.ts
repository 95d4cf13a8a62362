/** Text within a paragraph → one styled string for `wrap`. */
import type { Inline } from '../course/model.ts';
import { held, printable } from './line.ts';
import { theme } from './theme.ts';

export function inlineText(parts: readonly Inline[]): string {
  return parts.map(partText).join('');
}

function partText(part: Inline): string {
  switch (part.kind) {
    case 'text': return oneLine(part.text);
    case 'code': return theme.code(held(oneLine(part.text)));
    case 'strong': return theme.strong(inlineText(part.children));
    case 'emphasis': return theme.emphasis(inlineText(part.children));
    case 'link': return linkText(inlineText(part.children), part.url);
  }
}

/** The address is part of the text: it must survive a pipe and a terminal that knows no links. */
function linkText(label: string, url: string): string {
  return label === url || label === '' ? theme.link(url) : `${theme.link(label)} (${url})`;
}

function oneLine(text: string): string {
  return printable(text).replaceAll('\n', ' ');
}

const tick = /`([^`]+)`/g;

/** A prompt, a choice or a reason: text in which only `code` is marked. */
export function tickedText(text: string): string {
  return printable(text).replaceAll(tick, (_, code: string) => theme.code(held(code)));
}
