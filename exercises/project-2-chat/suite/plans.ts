/** Scripts, and how to read what came of them. */
import { judge } from 'concurrency-tutor/suite';
import type { Limits } from '../support/options.ts';
import type { Command, Event, Message, Role } from '../support/protocol.ts';
import type { Action, Client, Happening, History, Script } from './script.ts';

export const limits: Limits = { hello: 5000, outbox: 200, burst: 50, every: 100, typing: 5000, file: 3000 };

export interface Plan {
  readonly clients: readonly Client[];
  readonly shutdownAt: number;
  readonly within?: number;
  readonly limits?: Partial<Limits>;
  readonly roles?: Readonly<Record<string, Role>>;
  readonly authentication?: Partial<Script['authentication']>;
  readonly storage?: Partial<Script['storage']>;
}

/** Every client is the user of his name, without what follows a dot: `ann.phone` is a connection of ann. */
export function script(plan: Plan): Script {
  const users = Object.fromEntries(plan.clients.map(({ name }) => {
    const user = userOf(name);
    return [name, { name: user, role: plan.roles?.[user] ?? 'member' }] as const;
  }));
  return {
    limits: { ...limits, ...plan.limits },
    users,
    authentication: { takes: {}, ...plan.authentication },
    storage: { takes: 20, queries: 20, ...plan.storage },
    clients: plan.clients,
    shutdownAt: plan.shutdownAt,
    within: plan.within ?? 60_000,
  };
}

export function userOf(client: string): string {
  return client.split('.')[0] ?? client;
}

/** A client that connects, says hello, and does the rest. */
export function client(name: string, connectsAt: number, actions: readonly Action[], more: Partial<Client> = {}): Client {
  return { name, connectsAt, actions: [at(connectsAt, { do: 'hello', token: name, ref: 0 }), ...actions], ...more };
}

export function at(time: number, send: Command): Action {
  return { at: time, send };
}

/** The events that may have this name; some names share one type. */
type Named<Name, E = Event> = E extends { readonly event: infer Names } ? (Name extends Names ? E : never) : never;

export type Got<Name extends Event['event']> = Named<Name> & { readonly time: number; readonly order: number };

/** What a client got of one kind, in order. */
export function got<Name extends Event['event']>({ happenings }: History, name: string, kind: Name): Got<Name>[] {
  return happenings.flatMap((one, order) => (one.what === 'got' && one.client === name && one.event.event === kind ? [{ ...one.event, time: one.at, order } as unknown as Got<Name>] : []));
}

/** The answer to one command. */
export function answer({ happenings }: History, name: string, ref: number): Event | undefined {
  return happenings.flatMap((one) => (one.what === 'got' && one.client === name && 'ref' in one.event && one.event.ref === ref ? [one.event] : []))[0];
}

export function messagesOf(history: History, name: string, to: string): Message[] {
  return got(history, name, 'message').map(({ message }) => message).filter((message) => message.to === to || to === '*');
}

export function stored({ happenings }: History): Message[] {
  return happenings.flatMap((one) => (one.what === 'appended' ? one.messages : []));
}

export function first<What extends Happening['what']>({ happenings }: History, what: What, name?: string): (Extract<Happening, { readonly what: What }> & { readonly order: number }) | undefined {
  const order = happenings.findIndex((one) => one.what === what && (name === undefined || ('client' in one && one.client === name)));
  const found = happenings[order];
  return found === undefined ? undefined : { ...found, order } as never;
}

export function inWords(event: Event | undefined): string {
  if (event === undefined) return 'nothing';
  if (event.event === 'refused') return `\`refused\` (\`${event.why}\`)`;
  return `\`${event.event}\``;
}

export function seconds(time: number): string {
  return `${Math.round(time / 10) / 100} s`;
}

export function list(things: readonly (string | number)[]): string {
  return things.length === 0 ? 'nothing' : things.slice(0, 12).join(', ') + (things.length > 12 ? ', …' : '');
}

/** What holds in every conversation: contracts of socket and storage are kept, serve never throws, nothing is left. */
export function judgeOrder(history: History): void {
  const twice = first(history, 'used twice at once');
  judge(twice === undefined, {
    did: `Two goroutines were in ${twice?.method ?? ''} at the same time.`,
    expected: 'One at a time: sockets and storage are not made for more.',
    help: 'Let one goroutine do it, and give it what it needs over a channel.',
    lesson: 'channels',
  });
  const threw = history.happenings.find((one) => one.what === 'served' && one.threw !== undefined);
  judge(threw === undefined, {
    did: `\`serve\` threw: ${threw?.what === 'served' ? threw.threw ?? '' : ''}.`,
    expected: '`serve` never throws: a connection that breaks is nothing special.',
    help: 'Catch what `send` throws when the connection is closed; the reader hears of it too.',
  });
  judge(history.goroutines === 0, {
    did: `A minute after the shutdown had returned, ${history.goroutines} goroutines were left.`,
    expected: 'Nothing is left of the server.',
    help: 'Which goroutine waits for something that never comes? Look at writers, timers and helpers.',
    lesson: 'goroutines',
  });
}
