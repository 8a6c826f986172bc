import type { ChainLog } from '@mvm/protocol'
import { blockLogs } from '../chain/blockLogs.ts'
import { formatHeader } from '../format/formatHeader.ts'
import { formatLog } from '../format/formatLog.ts'
import { formatSyncing } from '../format/formatSyncing.ts'
import { formatTransaction } from '../format/formatTransaction.ts'
import type { BlockWithReceipts, ChainEvents } from '../port/ChainEvents.ts'
import type { SignedChainTransaction } from '../port/ChainTransaction.ts'
import type { SealedHeader } from '../port/SealedHeader.ts'
import type { SyncProgress } from '../port/SyncProgress.ts'
import { Encoded } from './Encoded.ts'
import { Fanout } from './Fanout.ts'

/** The logs of a block that came or went. */
export interface BlockLogs {
  readonly block: SealedHeader
  readonly logs: readonly Encoded<ChainLog>[]
}

/** A chain's events, formatted once for all subscribers. */
export class ChainFeed {
  readonly heads: Fanout<Encoded<SealedHeader>>
  /** Removed blocks newest first, their logs last first, then added ones. */
  readonly logs: Fanout<BlockLogs>
  readonly pendingTransactions: Fanout<Encoded<SignedChainTransaction>>
  readonly syncing: Fanout<Encoded<SyncProgress>>

  constructor(events: ChainEvents) {
    this.heads = new Fanout((tell) =>
      events.onHeadChange(({ added }) => {
        for (const block of added) tell(new Encoded<SealedHeader>(block, formatHeader))
      }),
    )
    this.logs = new Fanout((tell) =>
      events.onHeadChange(({ removed, added }) => {
        for (const block of removed) tell(encodedLogs(block, true))
        for (const block of added) tell(encodedLogs(block, false))
      }),
    )
    this.pendingTransactions = new Fanout((tell) =>
      events.onPendingTransaction((transaction) =>
        tell(new Encoded(transaction, (pending) => formatTransaction(pending, null))),
      ),
    )
    this.syncing = new Fanout((tell) =>
      events.onSyncChange((status) =>
        tell(
          new Encoded(status, (now) => {
            const progress = formatSyncing(now)
            return progress === false ? false : { syncing: true, status: progress }
          }),
        ),
      ),
    )
  }
}

function encodedLogs(block: BlockWithReceipts, isRemoved: boolean): BlockLogs {
  const logs = blockLogs(block).map(
    (log) => new Encoded(log, (plain) => formatLog(plain, isRemoved)),
  )
  return { block, logs: isRemoved ? logs.reverse() : logs }
}
