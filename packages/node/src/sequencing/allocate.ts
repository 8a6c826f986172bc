import { setTimeout as delay } from 'node:timers/promises'
import {
  type ContractSource,
  encodeAllocate,
  type L1TransactionSender,
  readSequencerStanding,
} from '@mvm/l1'
import type { Logger } from 'pino'

const FIRST_RETRY_MS = 1_000
const MAX_RETRY_MS = 60_000

export interface Allocation {
  readonly source: ContractSource & { readonly signal: AbortSignal }
  readonly sender: Pick<L1TransactionSender, 'address' | 'send'>
  readonly chainId: number
  /** Wei of MT. */
  readonly amount: bigint
  readonly logger: Pick<Logger, 'info' | 'error'>
}

/** Allocates stake to a DAC, and tries again until it is there: the account may be staked or funded only later. */
export async function allocate(allocation: Allocation): Promise<void> {
  const { source, sender, chainId, logger } = allocation
  for (let tries = 0; !source.signal.aborted; tries++) {
    try {
      if (tries > 0) {
        await delay(Math.min(MAX_RETRY_MS, FIRST_RETRY_MS * 2 ** (tries - 1)), undefined, source)
        const standing = await readSequencerStanding(source, chainId, sender.address)
        if (standing.allocated >= standing.threshold) return
      }
      const { status } = await send(allocation, tries)
      if (status === 'included') {
        logger.info({ chainId }, 'allocated stake')
        return
      }
      logger.error({ chainId, status }, 'stake could not be allocated; it is tried again')
    } catch (error) {
      if (source.signal.aborted) return
      logger.error({ err: error, chainId }, 'stake could not be allocated; it is tried again')
    }
  }
}

/** The first try under the name that an earlier run gave it. */
function send({ source, sender, chainId, amount }: Allocation, tries: number) {
  const { contracts, signal } = source
  const data = encodeAllocate({ chainId, amount })
  const id = `allocate:${chainId}:${amount}${tries === 0 ? '' : `:${tries}`}`
  return sender.send({ id, to: contracts.sequencerPool, data }, { signal })
}
