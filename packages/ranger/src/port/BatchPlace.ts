import type { TransactionBatch } from '@mvm/protocol'

/** Where a batch stood on L1 when it was read, for who reads on from there. */
export type BatchPlace = Pick<
  TransactionBatch,
  'batchHash' | 'firstBlock' | 'queueStart' | 'l1BlockNumber'
>
