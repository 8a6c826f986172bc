/** The most blocks of a batch, whatever its origin (spec 3). */
export const MAX_BATCH_BLOCKS = 1_024

/** The most queue elements that a batch consumes (spec 3). */
export const MAX_BATCH_QUEUE_ELEMENTS = 64

/** The most gas that the queue elements of a batch have together (spec 3). */
export const MAX_BATCH_QUEUE_GAS = 1n << 24n
