// The failed dial unlocks before it goes on.
import { go, sync } from 'concurrency-tutor';

function dial(address: string): Promise<string> {
  return Promise.reject(new Error(`dial udp ${address}: network is unreachable`));
}

class UdpProxy {
  readonly connections = new sync.Mutex();
  readonly table = new Map<string, string>();

  async run(packets: readonly string[]): Promise<void> {
    for (const from of packets) {
      await this.connections.lock();
      try {
        this.table.set(from, await dial(from));
      } catch {
        this.connections.unlock();
        continue;
      }
      this.connections.unlock();
    }
  }
}

export default function main(): void {
  const udp = new UdpProxy();
  go(async function proxy() { await udp.run(['10.0.0.1', '10.0.0.2']); });
}
