import { parentPort } from 'node:worker_threads';
import { oneKilobyte } from '../object.js';

parentPort.on('message', (message) => {
  switch (message.kind) {
    case 'produce': { const to = message.port ?? parentPort; for (let n = 0; n < message.count; n++) to.postMessage(n); return; }
    case 'consume': { let left = message.count; let sum = 0; message.port.on('message', (n) => { sum += n; if (--left === 0) parentPort.postMessage(sum); }); return; }
    case 'objects': for (let n = 0; n < message.count; n++) parentPort.postMessage(oneKilobyte(n)); return;
    // Yields now and then, or the other side would drown.
    case 'for ever': { let n = 0; const next = () => { for (let k = 0; k < 100; k++) parentPort.postMessage(n++); setImmediate(next); }; next(); return; }
    case 'done': parentPort.postMessage('done'); return;
    default: parentPort.postMessage(message);
  }
});
