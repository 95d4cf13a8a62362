import type { Finding } from '../../explore/report.ts';
import { drawing } from './drawing.ts';
import { escaped } from './escaped.ts';
import { eventTable } from './event-table.ts';
import { pageData } from './page-data.ts';
import { script } from './script.ts';
import { standalonePage } from './standalone.ts';
import { styles } from './styles.ts';

/** What a page shows besides the finding. */
export interface PageOptions {
  /** The program's name. */
  readonly title: string;
  /** The author's source, by the names that places give their files. */
  readonly source: (file: string) => string | undefined;
  /** The command that repeats the schedule. */
  readonly command?: string;
  /** Where the course explains it, in words. */
  readonly lesson?: string;
}

/** A finding, or a schedule in which nothing is wrong: its kind is `pass` then. */
export type Shown = Pick<Finding, 'detail' | 'message' | 'nextStep' | 'trace' | 'cast' | 'resources' | 'goroutines'> & { readonly kind: Finding['kind'] | 'pass' };

/** A trace as one page that needs nothing else: no network, no other file. */
export function tracePage(finding: Shown, options: PageOptions): string {
  const data = pageData(finding, options.source);
  const kind = finding.detail === undefined ? finding.kind : `${finding.kind} (${finding.detail})`;
  return standalonePage({ title: `${kind} in ${options.title}`, styles, script, body: `<header>
<p class="program">${escaped(options.title)}</p>
<h1><span class="kind${finding.kind === 'pass' ? ' good' : ''}">${escaped(finding.kind)}</span>${finding.detail === undefined ? '' : ` <span class="detail">${escaped(finding.detail)}</span>`}</h1>
<p class="message">${prose(finding.message)}</p>
${finding.nextStep === undefined ? '' : `<p class="next"><strong>Next</strong> ${prose(finding.nextStep)}</p>`}
${options.lesson === undefined ? '' : `<p class="lesson">${prose(options.lesson)}</p>`}
</header>
<main>
<section aria-labelledby="lanes-title">
<h2 id="lanes-title">How it came about</h2>
${drawing(data)}
</section>
<nav aria-label="Steps">
<button type="button" id="first" aria-label="First event" title="Home">«</button>
<button type="button" id="back" aria-label="One event back" title="Left arrow">‹</button>
<input type="range" id="slider" min="0" max="${Math.max(0, data.events.length - 1)}" value="${Math.max(0, data.events.length - 1)}" aria-label="Event">
<button type="button" id="forward" aria-label="One event forward" title="Right arrow">›</button>
<button type="button" id="last" aria-label="Last event" title="End">»</button>
<output id="counter" for="slider"></output>
</nav>
<p id="now" aria-live="polite"></p>
<div class="panels">
<section aria-labelledby="source-title"><h2 id="source-title">Source</h2><ol id="source" class="source"></ol></section>
<section aria-labelledby="resources-title"><h2 id="resources-title">Channels and locks</h2><ul id="resources" class="resources"></ul></section>
</div>
<details class="events">
<summary>All ${data.events.length} events as a table</summary>
${eventTable(data)}
</details>
</main>
<footer>
${options.command === undefined ? '' : `<p>See it again: <code>${escaped(options.command)}</code></p>`}
<p class="keys">Keys: <kbd>←</kbd> <kbd>→</kbd> one event, with <kbd>Shift</kbd> to the next event of the same goroutine, <kbd>Home</kbd> <kbd>End</kbd>.</p>
</footer>
<script type="application/json" id="data">${JSON.stringify(data).replaceAll('<', '\\u003c').replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')}</script>` });
}

/** Words between marks are code. */
function prose(text: string): string {
  return escaped(text).replaceAll(/`([^`]+)`/g, '<code>$1</code>');
}
