/** Who may come in. Whoever knows a password gets a token, and says hello with it. Complete; you need not change it. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { User } from './protocol.ts';

/** For trying things out. A real server keeps salted hashes, and keeps them elsewhere. */
const users: Readonly<Record<string, { readonly user: User; readonly password: string }>> = {
  ann: { user: { name: 'ann', role: 'moderator' }, password: 'tea' },
  bob: { user: { name: 'bob', role: 'member' }, password: 'tea' },
  cleo: { user: { name: 'cleo', role: 'member' }, password: 'tea' },
  guest: { user: { name: 'guest', role: 'guest' }, password: '' },
};

/** The user with this name and password. */
export function login(name: string, password: string): User | undefined {
  const found = Object.hasOwn(users, name) ? users[name] : undefined;
  return found?.password === password ? found.user : undefined;
}

/** Makes tokens, and knows its own again. A token is a user and a signature. */
export class Tokens {
  readonly #secret = randomBytes(32);

  make(user: User): string {
    const body = Buffer.from(JSON.stringify(user)).toString('base64url');
    return `${body}.${this.#signature(body).toString('base64url')}`;
  }

  /** Whose token this is; `undefined` when it is none of ours. */
  async check(token: string): Promise<User | undefined> {
    const [body = '', signature = ''] = token.split('.');
    const given = Buffer.from(signature, 'base64url');
    const right = this.#signature(body);
    if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
    return JSON.parse(Buffer.from(body, 'base64url').toString()) as User;
  }

  #signature(body: string): Buffer {
    return createHmac('sha256', this.#secret).update(body).digest();
  }
}
