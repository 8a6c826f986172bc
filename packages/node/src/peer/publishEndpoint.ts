import { setTimeout as delay } from 'node:timers/promises'
import {
  type ContractSource,
  encodeSetEndpoint,
  isTransientL1Error,
  type L1TransactionSender,
  readEndpoint,
} from '@mvm/l1'
import type { Logger } from 'pino'

const RETRY_MS = 2_000

/** Says on L1 where other sequencers reach this one, unless that stands there already. */
export async function publishEndpoint(
  options: {
    readonly source: ContractSource
    readonly sender: Pick<L1TransactionSender, 'address' | 'send'>
    readonly logger: Logger
  },
  endpoint: string,
  signal: AbortSignal,
): Promise<void> {
  const { source, sender, logger } = options
  const standing = async (): Promise<string | null | undefined> => {
    try {
      return await readEndpoint({ ...source, signal }, sender.address)
    } catch (error) {
      if (!isTransientL1Error(error)) throw error
      return undefined
    }
  }
  for (;;) {
    const current = await standing()
    if (current === endpoint) return
    if (current !== undefined) {
      // The same may have been said before, and something else since.
      const id = `endpoint/${Date.now()}`
      const to = source.contracts.sequencerPool
      const { status } = await sender.send(
        { id, to, data: encodeSetEndpoint(endpoint) },
        { signal },
      )
      logger.info({ endpoint, status }, 'said on L1 where peers reach this node')
      if (status === 'included') return
    }
    await delay(RETRY_MS, undefined, { signal })
  }
}
