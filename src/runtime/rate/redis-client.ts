/**
 * All a `RedisLimiter` needs of a client. With ioredis: `{ eval: (script, keys, args) => redis.eval(script, keys.length, ...keys, ...args) }`;
 * with node-redis: `{ eval: (script, keys, args) => redis.eval(script, { keys, arguments: args }) }`. Whether the script is sent whole or by its digest is the client's affair.
 */
export interface RedisClient {
  /** Runs the script, in one step of the server's. Redis: `EVAL script numkeys keys… args…`. */
  eval(script: string, keys: string[], args: string[]): Promise<unknown>;
}
