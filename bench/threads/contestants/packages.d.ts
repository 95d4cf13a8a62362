/** As much of the packages as the contestants use: they are installed for a comparison, and the types are checked without them. */
declare module 'piscina' {
  export class Piscina {
    constructor(options: { readonly filename: string; readonly minThreads?: number; readonly maxThreads?: number; readonly idleTimeout?: number });
    run(argument: unknown, options?: { readonly name?: string }): unknown;
    destroy(): Promise<void>;
  }
}

declare module 'tinypool' {
  export default class Tinypool {
    constructor(options: { readonly filename: string; readonly minThreads?: number; readonly maxThreads?: number; readonly idleTimeout?: number });
    run(argument: unknown, options?: { readonly name?: string }): unknown;
    destroy(): Promise<void>;
  }
}

declare module 'workerpool' {
  interface Pool {
    exec(name: string, parameters: readonly unknown[]): Promise<unknown>;
    terminate(force?: boolean): Promise<unknown>;
  }
  const workerpool: { pool(script: string, options?: { readonly minWorkers?: number; readonly maxWorkers?: number; readonly workerType?: string }): Pool };
  export default workerpool;
}

declare module 'multithreading' {
  export interface Sender<T> { send(value: T): Promise<void>; clone(): Sender<T> }
  export interface Receiver<T> { recv(): Promise<{ readonly ok: true; readonly value: T } | { readonly ok: false }>; clone(): Receiver<T> }
  export function channel<T>(capacity: number): [Sender<T>, Receiver<T>];
  export function move<A extends readonly unknown[]>(...values: A): { readonly moved: A };
  export function spawn<A extends readonly unknown[], R>(values: { readonly moved: A }, body: (...values: A) => R): { join(): Promise<{ readonly ok: boolean; readonly value?: Awaited<R> }> };
  export function spawn<R>(body: () => R): { join(): Promise<{ readonly ok: boolean; readonly value?: Awaited<R> }> };
  export function shutdown(): void;
}
