import { escaped } from './escaped.ts';
import type { PageData } from './page-data.ts';

/** Every event as a row: what the drawing shows, for readers who do not see it. */
export function eventTable({ events, lanes }: PageData): string {
  const labels = new Map(lanes.map(({ id, label }) => [id, label]));
  const rows = events.map(({ step, time, goroutine, what, at }, index) => {
    const place = at ? `${at.file}:${at.line}` : '';
    return `<tr data-event="${index}"><td><a href="#${index + 1}">${index + 1}</a></td><td>${step}</td><td>${milliseconds(time)}</td><th scope="row">${escaped(labels.get(goroutine) ?? String(goroutine))}</th><td>${escaped(what.replaceAll('`', ''))}</td><td>${escaped(place)}</td></tr>`;
  });
  return `<div class="scroll" tabindex="0" role="region" aria-label="Events"><table>
<caption>Every event of the schedule, in order</caption>
<thead><tr><th scope="col">Event</th><th scope="col">Step</th><th scope="col">Virtual time (ms)</th><th scope="col">Goroutine</th><th scope="col">What happens</th><th scope="col">Where</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table></div>`;
}

function milliseconds(time: number): string {
  return String(Math.round(time * 1000) / 1000);
}
