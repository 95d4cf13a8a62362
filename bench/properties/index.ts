import { bufferHolds, manyWaiters, receiversInOrder, sendersInOrder } from './order.ts';
import type { Property } from './property.ts';
import { selectIsFair, selectLeavesNoTrace, selectTakesOne } from './select.ts';

/** Every property, in the order of the table. */
export const properties: readonly Property[] = [receiversInOrder, sendersInOrder, bufferHolds, manyWaiters, selectIsFair, selectTakesOne, selectLeavesNoTrace];
