import type { Operation } from '../runtime/operation.ts';
import type { Resource } from '../runtime/resource.ts';

/** Measures how many values waited at each channel, in its buffer and at its senders together. */
export class QueueMeter {
  /** The most at each channel. */
  readonly most = new Map<Resource, number>();

  operated({ resources }: Operation): void {
    for (const resource of resources) this.measure(resource);
  }

  measure(resource: Resource): void {
    if (resource.kind !== 'channel') return;
    const channel = resource as Resource & { readonly length: number; readonly senders: { readonly length: number } };
    const queued = channel.length + channel.senders.length;
    if (queued > (this.most.get(resource) ?? 0)) this.most.set(resource, queued);
  }
}
