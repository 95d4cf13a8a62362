/** `node load.ts SOLUTION CLIENTS MESSAGES`: prints what became of a chat with that many clients. */
import { run } from 'concurrency-tutor';
import type * as hub from '../../../solutions/project-2-chat/hub/chat.ts';
import { serveForReal } from '../../../exercises/project-2-chat/suite/server.ts';

const [solution = '', clients = '', messages = ''] = process.argv.slice(2);
const { ChatServer } = await import(`../../../solutions/project-2-chat/${solution}/chat.ts`) as typeof hub;
const history = await run(() => serveForReal(ChatServer, { clients: Number(clients), messages: Number(messages) }));
console.log(JSON.stringify(history));
