import { MvmError } from '@mvm/protocol'
import { PrunedError, type SealedHeader } from '@mvm/rpc'

/** What knows where history begins. */
export interface History {
  /** The first block of which everything is kept; of the one before there is the state. */
  earliestBlock(): number
}

/** What a read needs. */
export interface Needed {
  /** In words, for whoever asked. */
  readonly what: string
  /** The block whose body or receipts it needs; for a state that of the block after. */
  readonly block: number
}

/** The state after a block: it is kept for one block more than all else. */
export function stateOf({ header }: SealedHeader): Needed {
  return { what: `the state of block ${header.number}`, block: header.number + 1 }
}

/**
 * The result of a read, if what it needs is kept. Throws {@link PrunedError} where it is not, also when it went in the
 * midst of the read.
 */
export async function whileKept<T>(
  history: History | undefined,
  needed: Needed,
  read: () => Promise<T> | T,
): Promise<T> {
  requireKept(history, needed)
  try {
    return await read()
  } catch (error) {
    if (isGone(error)) requireKept(history, needed)
    throw error
  }
}

/** Throws {@link PrunedError} for what is older than what is kept. */
export function requireKept(history: History | undefined, { what, block }: Needed): void {
  const earliestBlock = history?.earliestBlock() ?? 0
  if (block < earliestBlock) throw new PrunedError({ what, earliestBlock })
}

function isGone(error: unknown): boolean {
  if (!(error instanceof MvmError)) return false
  return error.code === 'STATE_UNAVAILABLE' || error.code === 'HISTORY_PRUNED'
}
