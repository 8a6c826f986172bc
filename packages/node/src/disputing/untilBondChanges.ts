import { setTimeout as delay } from 'node:timers/promises'
import {
  type ContractSource,
  type Dispute,
  isTransientL1Error,
  readDefence,
  readDispute,
  readStateBatchStanding,
} from '@mvm/l1'
import type { Address } from '@mvm/protocol'
import { nextL1Head } from '../l1/nextL1Head.ts'

export interface WaitingBond {
  readonly game: Pick<Dispute, 'disputeId' | 'chainId' | 'stateBatchIndex' | 'asserter'>
  /** Whose cut waits. */
  readonly account: Address
  /** L1's time at which it is to be thought over in any case. */
  readonly until: number
}

const RETRY_MS = 500

/**
 * Resolves when a game's first cut, which waits for the money for the bond, is to be thought over: another move has
 * brought the bond, whoever's that was, or the game waits for no first cut any more.
 */
export async function untilBondChanges(
  source: ContractSource & { readonly signal: AbortSignal },
  { game, account, until }: WaitingBond,
): Promise<void> {
  const { client, signal } = source
  const { disputeId, chainId, stateBatchIndex, asserter } = game
  let isCut = false
  for (let seen = -1; ; ) {
    try {
      const head = await nextL1Head(client, seen, signal)
      seen = head.number
      if (head.timestamp >= until) return
      const at = { ...source, at: { hash: head.hash } }
      const { phase, defender, isResolved } = await readDispute(at, disputeId)
      if (defender === null) {
        if (isResolved || phase !== 'bisection') return
        if ((await readDefence(at, chainId, asserter)).defender !== null) return
        if (!(await readStateBatchStanding(at, chainId, stateBatchIndex)).isLive) return
      } else if (defender !== account || isCut) return
      // By the very one that waits, as a rule: who sends it is told first.
      else isCut = true
    } catch (error) {
      signal.throwIfAborted()
      if (!isTransientL1Error(error)) throw error
      await delay(RETRY_MS, undefined, { signal })
    }
  }
}
