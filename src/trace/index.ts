/** A schedule in pictures: text, Chrome trace, page. Pure functions of a finding. */
export { chromeTrace, type ChromeEvent, type ChromeTrace, type LaneCategory } from './chrome.ts';
export { traceDump } from './dump.ts';
export { traceLanes } from './lanes.ts';
export { escaped } from './page/escaped.ts';
export { standalonePage, type Standalone } from './page/standalone.ts';
export { tracePage, type PageOptions, type Shown } from './page/page.ts';
export type { Story } from './story.ts';
export { plainStyle, type TraceStyle } from './style.ts';
export { traceTable, type TableOptions } from './table.ts';
