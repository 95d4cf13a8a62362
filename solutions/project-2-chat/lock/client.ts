/** A client for the terminal: `npx concurrency-tutor run client.ts`. Complete; you need not change it. */
import { createInterface } from 'node:readline/promises';
import type { Command, Event } from './protocol.ts';

const help = `What you type is said in the room. Commands:
  /join #room     go to a room               /leave          leave it
  /to @name TEXT  write to one person        /older          ten earlier messages
  /kick NAME      send somebody out          /quit           go`;

/** Talks to the server until somebody says /quit, or it ends. */
export default async function main(): Promise<void> {
  const address = process.env['CHAT'] ?? 'http://127.0.0.1:8080';
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const name = await terminal.question('Name: ');
  const password = await terminal.question('Password: ');
  const response = await fetch(`${address}/login`, { method: 'POST', body: `${name}\n${password}` });
  if (!response.ok) {
    console.log('This name and password are not known.');
    terminal.close();
    return;
  }
  const token = await response.text();
  const socket = new WebSocket(address.replace(/^http/, 'ws'));
  const send = (command: Command): void => { socket.send(JSON.stringify(command)); };
  const talk: Talk = { room: '#lobby', oldest: undefined };

  socket.addEventListener('open', () => {
    send({ do: 'hello', token });
    send({ do: 'join', room: talk.room });
    console.log(help);
  });
  socket.addEventListener('message', ({ data }) => {
    const event = JSON.parse(String(data)) as Event;
    if (event.event === 'history') talk.oldest = event.messages[0]?.id ?? talk.oldest;
    const line = inWords(event);
    if (line !== undefined) console.log(line);
  });
  socket.addEventListener('close', ({ code, reason }) => {
    console.log(`The connection is closed (${code}${reason === '' ? '' : `: ${reason}`}).`);
    terminal.close();
  });
  terminal.on('line', (line) => {
    if (line === '/quit') socket.close();
    else if (line !== '' && socket.readyState === WebSocket.OPEN) for (const command of commandsOf(line, talk)) send(command);
  });
  await new Promise<void>((resolve) => { terminal.once('close', resolve); });
  socket.close();
}

/** Where the next line goes, and the oldest message that has been shown. */
interface Talk {
  room: string;
  oldest: number | undefined;
}

function commandsOf(line: string, talk: Talk): readonly Command[] {
  const [word = '', first = '', ...rest] = line.split(' ');
  const { room } = talk;
  switch (word) {
    case '/join':
      talk.room = first;
      talk.oldest = undefined;
      return [{ do: 'leave', room }, { do: 'join', room: first }];
    case '/leave': return [{ do: 'leave', room }];
    case '/to': return [{ do: 'say', to: first, text: rest.join(' ') }];
    case '/kick': return [{ do: 'kick', room, user: first }];
    case '/older': return [{ do: 'history', of: room, limit: 10, ...(talk.oldest === undefined ? {} : { before: talk.oldest }) }];
    default: return [{ do: 'say', to: room, text: line }];
  }
}

/** What is shown of an event, if anything. */
function inWords(event: Event): string | undefined {
  switch (event.event) {
    case 'welcome': return `Welcome, ${event.user.name}. Online: ${event.online.join(', ')}.`;
    case 'presence': return `* ${event.user} is ${event.online ? 'online' : 'offline'}`;
    case 'members': return `* in ${event.room}: ${event.members.join(', ')}`;
    case 'joined':
    case 'left': return `* ${event.user} ${event.event} ${event.room}`;
    case 'message': return shown(event.message);
    case 'history': return event.messages.length === 0 ? '* nothing earlier' : event.messages.map((message) => `  ${shown(message)}`).join('\n');
    case 'typing': return event.typing ? `* ${event.user} is typing` : undefined;
    case 'refused': return `* refused: ${event.why}${event.retryAfter === undefined ? '' : `, try again in ${Math.ceil(event.retryAfter / 1000)} s`}`;
    case 'stored':
    case 'read':
    case 'file': return undefined;
  }
}

function shown({ from, to, text, file }: Extract<Event, { readonly event: 'message' }>['message']): string {
  return `${to} ${from}: ${text}${file === undefined ? '' : ` [${file.name}, ${file.size} bytes]`}`;
}
