import { relayedHooks } from './relay.ts';

export { tellsOf as ct$tellsOf } from './relay.ts';

/** The hooks by their names, for modules to import. */
export const {
  cell: ct$cell,
  read: ct$read,
  write: ct$write,
  update: ct$update,
  get: ct$get,
  set: ct$set,
  drop: ct$drop,
  modify: ct$modify,
  maybe: ct$maybe,
  getAt: ct$getAt,
  setAt: ct$setAt,
  place: ct$place,
  assign: ct$assign,
  step: ct$step,
  remove: ct$remove,
  has: ct$has,
  call: ct$call,
  late: ct$late,
  merge: ct$merge,
  all: ct$all,
  each: ct$each,
  pick: ct$pick,
  elements: ct$elements,
  target: ct$target,
  resumed: ct$resumed,
  first: ct$first,
} = relayedHooks;
