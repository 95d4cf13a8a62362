import type { Flow } from '../flows.ts';
import type { Segment } from '../timeline.ts';
import { escaped } from './escaped.ts';
import type { PageData, PageLane } from './page-data.ts';

/** Pixels: the height of a lane, and of what is drawn in it. */
const LANE = 34;
const BAR = 18;
const TOP = 8;

/** The lanes as a drawing: time to the right, a line for each goroutine, arrows for what led to what. */
export function drawing(data: PageData): string {
  const { lanes, events, flows } = data;
  const width = columnWidth(events.length);
  const places = events.length + 1;
  const rows = new Map(lanes.map(({ id }, index) => [id, index]));
  const size = { width: places * width + 8, height: lanes.length * LANE + 2 * TOP };
  const arrows = flows.map((flow) => arrow(flow, data, rows, width));
  return `<div class="lanes">
<ul class="labels" aria-hidden="true">${lanes.map((lane) => `<li${lane.isConcerned ? ' class="concerned"' : ''} title="${escaped(lane.label)}">${escaped(lane.label)}</li>`).join('')}</ul>
<div class="scroll" id="lanes">
<svg id="drawing" width="${size.width}" height="${size.height}" viewBox="0 0 ${size.width} ${size.height}" data-width="${width}" role="img" aria-label="${escaped(describe(data))}">
<defs>
<pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" class="hatch-ground"></rect><line x1="0" y1="0" x2="0" y2="6" class="hatch-line"></line></pattern>
<pattern id="hatch-bad" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" class="hatch-ground bad"></rect><line x1="0" y1="0" x2="0" y2="6" class="hatch-line bad"></line></pattern>
<marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path d="M0 0L8 4L0 8z" class="head"></path></marker>
</defs>
<rect id="cursor" x="0" y="0" width="${width}" height="${size.height}" rx="4"></rect>
${lanes.map((lane, index) => laneDrawing(lane, index, width, places, data)).join('\n')}
<g class="flows">${arrows.join('')}</g>
</svg>
</div>
</div>
<p class="legend" aria-hidden="true"><span class="key runs"></span> runs <span class="key ready"></span> ready, but not its turn <span class="key waits"></span> waits <span class="key stuck"></span> waits for ever</p>`;
}

/** Few events have room for words; many have not. */
function columnWidth(events: number): number {
  return Math.max(14, Math.min(64, Math.floor(1_100 / Math.max(1, events + 1))));
}

function describe({ lanes, events }: PageData): string {
  return `Lanes of ${lanes.length} ${lanes.length === 1 ? 'goroutine' : 'goroutines'} over ${events.length} events. The table below says the same in words.`;
}

function laneDrawing(lane: PageLane, index: number, width: number, places: number, data: PageData): string {
  const y = TOP + index * LANE + (LANE - BAR) / 2;
  const parts = lane.segments.map((segment) => segmentDrawing(segment, lane, { y, width, places }, data));
  const last = lane.segments.at(-1);
  const end = lane.end === undefined || !last ? '' : `<text class="end ${lane.end}" x="${last.to * width - width / 2}" y="${y + BAR - 4}" text-anchor="middle">${lane.end === 'ends' ? '■' : '✗'}</text>`;
  return `<g class="lane">${parts.join('')}${end}</g>`;
}

function segmentDrawing({ from, to, state, reason, event }: Segment, lane: PageLane, { y, width, places }: { readonly y: number; readonly width: number; readonly places: number }, { events }: PageData): string {
  const [x, length] = [from * width, (to - from) * width];
  const title = event === undefined ? (state === 'waits' ? `${lane.label} waits: ${reason ?? ''}` : `${lane.label} is ready`) : `${lane.label}: ${events[event]?.what.replaceAll('`', '') ?? ''}`;
  const isForEver = state === 'waits' && to === places && lane.isConcerned;
  if (state === 'ready') return `<line class="ready" x1="${x}" x2="${x + length}" y1="${y + BAR / 2}" y2="${y + BAR / 2}"><title>${escaped(title)}</title></line>`;
  const inset = state === 'runs' ? 1 : 0;
  const kind = event === undefined ? undefined : events[event]?.kind;
  const isBad = isForEver || kind === 'reads' || kind === 'writes' || kind === 'fails' || kind === 'throws';
  const rect = `<rect class="${state}${isBad ? ' bad' : ''}" x="${x + inset}" y="${y}" width="${length - 2 * inset}" height="${BAR}" rx="4"><title>${escaped(title)}</title></rect>`;
  // A word that fits says at once what it waits in.
  const word = state === 'waits' && reason !== undefined && length > reason.length * 7 + 8 ? `<text class="reason" x="${x + 6}" y="${y + BAR - 5}">${escaped(reason)}</text>` : '';
  return rect + word;
}

function arrow({ name, from, to }: Flow, { events }: PageData, rows: ReadonlyMap<number, number>, width: number): string {
  const [start, end] = [rows.get(events[from]?.goroutine ?? -1), rows.get(events[to]?.goroutine ?? -1)];
  if (start === undefined || end === undefined || start === end) return '';
  const isDown = end > start;
  const [x1, x2] = [from * width + width / 2, to * width + width / 2];
  const y1 = TOP + start * LANE + LANE / 2 + (isDown ? BAR / 2 : -BAR / 2);
  const y2 = TOP + end * LANE + LANE / 2 + (isDown ? -BAR / 2 : BAR / 2);
  const middle = (y1 + y2) / 2;
  return `<path class="flow" data-from="${from}" data-to="${to}" d="M${x1} ${y1}C${x1} ${middle} ${x2} ${middle} ${x2} ${y2}" marker-end="url(#head)"><title>${escaped(name)}</title></path>`;
}
