/** What the page does: it steps through the events. All data stands in the page; everything the program made is set as text, never as markup. */
export const script = String.raw`
'use strict';
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const { events, lanes, resources, files } = data;
  const byId = (id) => document.getElementById(id);
  const laneOf = new Map(lanes.map((lane) => [lane.id, lane]));
  const label = (id) => laneOf.get(id)?.label ?? 'goroutine ' + id;
  const width = Number(byId('drawing').dataset.width);
  let at = Math.max(0, events.length - 1);

  const make = (tag, name, text) => {
    const element = document.createElement(tag);
    if (name) element.className = name;
    if (text !== undefined) element.textContent = text;
    return element;
  };

  /** The last event of a goroutine up to now that has a place in the source. */
  const placeOf = (id) => {
    for (let index = at; index >= 0; index--) if (events[index].goroutine === id && events[index].at) return events[index].at;
    return undefined;
  };
  const stateOf = (lane) => lane.segments.find(({ from, to }) => from <= at && at < to) ?? { state: 'gone' };
  const isForEver = (lane, segment) => segment.state === 'waits' && segment.to > events.length && lane.isConcerned;

  function showSource() {
    const list = byId('source');
    const event = events[at];
    const place = event && (event.at ?? placeOf(event.goroutine));
    const lines = place && files[place.file];
    list.replaceChildren();
    if (!place || !lines) {
      list.append(make('li', 'file', place ? place.file + ':' + place.line : 'No place in the source.'));
      return;
    }
    list.append(make('li', 'file', place.file));
    // An event that happens where the reader came from in the source marks its line; one without a place only shows the last one.
    lines.forEach((text, index) => {
      const line = make('li', index + 1 === place.line && event.at ? 'current' : '');
      line.append(make('span', 'number', index + 1), make('span', 'text', text || ' '));
      for (const lane of lanes) {
        const spot = placeOf(lane.id);
        const segment = stateOf(lane);
        if (!spot || spot.file !== place.file || spot.line !== index + 1 || segment.state === 'gone') continue;
        const kind = lane.id === event.goroutine ? 'self' : isForEver(lane, segment) ? 'bad' : segment.state;
        line.append(make('span', 'chip ' + kind, lane.label + (segment.state === 'waits' || (lane.id === event.goroutine && event.kind === 'waits') ? ' waits' : '')));
      }
      list.append(line);
    });
    const marked = list.children[place.line];
    if (marked) list.scrollTop = marked.offsetTop - list.offsetTop - list.clientHeight / 2;
  }

  function showResources() {
    const list = byId('resources');
    list.replaceChildren();
    const touched = new Set(events[at]?.on ?? []);
    for (const resource of resources) {
      const scene = resource.scenes.findLast(({ from }) => from <= at);
      if (!scene) continue;
      const item = make('li', touched.has(resource.id) ? 'current' : '');
      const name = make('div', 'name', resource.name);
      name.append(make('span', 'sort', '  ' + resource.kind + (resource.capacity ? ', room for ' + resource.capacity : '') + (scene.closed ? ', closed' : '')));
      item.append(name);
      if (scene.buffer) {
        const slots = make('div', 'slots');
        for (const value of scene.buffer) slots.append(make('span', 'slot full', value));
        for (let free = scene.buffer.length; free < Math.min(resource.capacity, 8); free++) slots.append(make('span', 'slot'));
        item.append(slots);
      }
      if (scene.holders) item.append(make('div', 'line', 'held by ' + scene.holders.map(label).join(', ')));
      for (const { goroutine, reason } of scene.waiting ?? []) item.append(make('div', 'line waiting', label(goroutine) + ' waits: ' + reason));
      if (!scene.holders && !scene.waiting && !scene.buffer) item.append(make('div', 'line', 'nobody waits'));
      list.append(item);
    }
    if (list.children.length === 0) list.append(make('li', '', 'None so far.'));
  }

  function showNow() {
    const now = byId('now');
    const event = events[at];
    now.replaceChildren();
    if (!event) return;
    now.append(make('span', 'who', label(event.goroutine)), ' ' + event.what.replaceAll(String.fromCharCode(96), ''));
    if (event.at) now.append(make('span', 'where', '  ' + event.at.file + ':' + event.at.line));
    byId('counter').textContent = 'event ' + (at + 1) + ' of ' + events.length;
  }

  function showLanes() {
    const cursor = byId('cursor');
    cursor.setAttribute('x', String(at * width));
    for (const flow of document.querySelectorAll('.flow')) flow.classList.toggle('current', Number(flow.dataset.from) === at || Number(flow.dataset.to) === at);
    const frame = byId('lanes');
    const x = at * width;
    if (x < frame.scrollLeft + width || x > frame.scrollLeft + frame.clientWidth - 2 * width) frame.scrollLeft = x - frame.clientWidth / 2;
    const row = lanes.findIndex((lane) => lane.id === events[at]?.goroutine);
    const box = frame.parentElement;
    const y = 8 + row * 34;
    if (y < box.scrollTop || y + 34 > box.scrollTop + box.clientHeight) box.scrollTop = y - box.clientHeight / 2;
    document.querySelector('tr[aria-current]')?.removeAttribute('aria-current');
    document.querySelector('tr[data-event="' + at + '"]')?.setAttribute('aria-current', 'step');
  }

  function go(to) {
    at = Math.max(0, Math.min(events.length - 1, to));
    byId('slider').value = String(at);
    byId('slider').setAttribute('aria-valuetext', 'event ' + (at + 1) + ' of ' + events.length);
    byId('first').disabled = byId('back').disabled = at === 0;
    byId('last').disabled = byId('forward').disabled = at >= events.length - 1;
    showNow();
    showLanes();
    showSource();
    showResources();
  }

  /** The next event of the same goroutine, in a direction; here, if there is none. */
  function ofSame(direction) {
    for (let index = at + direction; index >= 0 && index < events.length; index += direction) if (events[index].goroutine === events[at].goroutine) return index;
    return at;
  }

  byId('first').addEventListener('click', () => go(0));
  byId('back').addEventListener('click', () => go(at - 1));
  byId('forward').addEventListener('click', () => go(at + 1));
  byId('last').addEventListener('click', () => go(events.length - 1));
  byId('slider').addEventListener('input', (event) => go(Number(event.target.value)));
  byId('drawing').addEventListener('click', (event) => go(Math.floor((event.clientX - byId('drawing').getBoundingClientRect().left) / width)));
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const moves = {
      ArrowLeft: () => (event.shiftKey ? ofSame(-1) : at - 1), ArrowRight: () => (event.shiftKey ? ofSame(1) : at + 1),
      Home: () => 0, End: () => events.length - 1,
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    go(move());
  });
  const fromAddress = () => { const number = Number(location.hash.slice(1)); if (Number.isInteger(number) && number > 0) go(number - 1); };
  addEventListener('hashchange', fromAddress);
  go(at);
  fromAddress();
})();
`;
