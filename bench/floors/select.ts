import { checkSum } from '../harness/check.ts';
import { done, Waiting, WaitingSender } from './channels/waiting.ts';

/** A receiver that waits at several channels at once; the first sender takes it away from all of them. */
interface Selecting {
  readonly resume: (event: Event) => void;
  /** Where it waits, linked. */
  places: Place | undefined;
}

interface Event {
  readonly case: number;
  readonly value: number;
}

/** Where a select waits in one channel's queue; it can be taken out at once, wherever it stands. */
class Place {
  before: Place | undefined = undefined;
  after: Place | undefined = undefined;
  nextPlace: Place | undefined = undefined;
  readonly channel: Selectable;
  readonly index: number;
  readonly selecting: Selecting;

  constructor(channel: Selectable, index: number, selecting: Selecting) {
    this.channel = channel;
    this.index = index;
    this.selecting = selecting;
  }
}

/** An unbuffered channel whose receivers are selects: any number of senders and selects, first come, first served. */
class Selectable {
  readonly senders = new Waiting<WaitingSender>();
  #first: Place | undefined;
  #last: Place | undefined;
  /** Senders that wait. */
  ready = 0;

  wait(place: Place): void {
    place.before = this.#last;
    if (this.#last) this.#last.after = place;
    else this.#first = place;
    this.#last = place;
  }

  leave(place: Place): void {
    if (place.before) place.before.after = place.after;
    else this.#first = place.after;
    if (place.after) place.after.before = place.before;
    else this.#last = place.before;
  }

  trySend(value: number): boolean {
    const place = this.#first;
    if (place === undefined) return false;
    const { selecting, index } = place;
    for (let other = selecting.places; other !== undefined; other = other.nextPlace) other.channel.leave(other);
    selecting.resume({ case: index, value });
    return true;
  }

  send(value: number): Promise<undefined> {
    return this.trySend(value) ? done : this.parkSender(value);
  }

  parkSender(value: number): Promise<undefined> {
    this.ready++;
    return new Promise((resolve) => { this.senders.push(new WaitingSender(value, resolve)); });
  }

  take(): number {
    const sender = this.senders.shift();
    if (sender === undefined) throw new Error('nobody sends');
    this.ready--;
    sender.resume(undefined);
    return sender.value;
  }
}

function at(channels: readonly Selectable[], index: number): Selectable {
  return channels[index] as Selectable;
}

/** Takes from one of the channels that are ready, each with the same probability. */
function trySelect(channels: readonly Selectable[]): Event | undefined {
  let ready = 0;
  for (let index = 0; index < channels.length; index++) if (at(channels, index).ready > 0) ready++;
  if (ready === 0) return undefined;
  let nth = ready === 1 ? 0 : Math.floor(Math.random() * ready);
  for (let index = 0; ; index++) {
    const channel = at(channels, index);
    if (channel.ready > 0 && nth-- === 0) return { case: index, value: channel.take() };
  }
}

function park(channels: readonly Selectable[]): Promise<Event> {
  return new Promise((resume) => {
    const selecting: Selecting = { resume, places: undefined };
    for (let index = 0; index < channels.length; index++) {
      const place = new Place(at(channels, index), index, selecting);
      place.nextPlace = selecting.places;
      selecting.places = place;
      place.channel.wait(place);
    }
  });
}

function select(channels: readonly Selectable[]): Promise<Event> {
  const event = trySelect(channels);
  return event === undefined ? park(channels) : Promise.resolve(event);
}

/** One await per operation. */
export async function awaiting(messages: number): Promise<void> {
  const channels = [new Selectable(), new Selectable(), new Selectable(), new Selectable()];
  channels.forEach((channel, first) => void (async () => {
    for (let i = first; i < messages; i += 4) await channel.send(i);
  })());
  let sum = 0;
  for (let i = 0; i < messages; i++) sum += (await select(channels)).value;
  checkSum(sum, messages);
}

/** Synchronous when possible. */
export async function trying(messages: number): Promise<void> {
  const channels = [new Selectable(), new Selectable(), new Selectable(), new Selectable()];
  channels.forEach((channel, first) => void (async () => {
    for (let i = first; i < messages; i += 4) if (!channel.trySend(i)) await channel.parkSender(i);
  })());
  let sum = 0;
  for (let i = 0; i < messages; i++) sum += (trySelect(channels) ?? await park(channels)).value;
  checkSum(sum, messages);
}
