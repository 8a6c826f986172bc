import { join } from 'node:path'
import type { L1TransactionSender } from '@mvm/l1'
import type { Logger } from 'pino'
import type { L1Watch } from '../l1/L1Watch.ts'
import type { Deployment } from '../l1/readDeployment.ts'
import type { NodeMetrics } from '../role/NodeMetrics.ts'
import { EquivocationReporter } from './EquivocationReporter.ts'
import { EquivocationWatch } from './EquivocationWatch.ts'
import { L1_MEMORY_BLOCKS } from './l1Memory.ts'
import { SealStore } from './SealStore.ts'

/** A node's part in holding sequencers to one seal. */
export interface Equivocations {
  readonly watch: EquivocationWatch
  /** Reports what is found, until the signal aborts. */
  run(signal: AbortSignal): Promise<void>
  close(): Promise<void>
}

/** Opens what a node with an L1 account needs to report equivocations. Throws as {@link SealStore.open} does. */
export async function openEquivocations(options: {
  readonly dataFolder: string
  readonly deployment: Deployment
  readonly l1: Pick<L1Watch, 'block' | 'head' | 'finalizedNumber'>
  readonly sender: L1TransactionSender
  readonly metrics: NodeMetrics
  readonly logger: Logger
}): Promise<Equivocations> {
  const { l1, sender, metrics, logger } = options
  const { l1ChainId, contracts, epochs } = options.deployment
  const { sequencerPool } = contracts
  const store = await SealStore.open(join(options.dataFolder, 'seals'))
  const reporter = new EquivocationReporter({
    ...{ store, sender, sequencerPool, logger },
    l1Head: () => l1.head.number,
    l1Finalized: () => l1.finalizedNumber,
    onOutcome: (outcome) => metrics.equivocationReported(outcome),
  })
  const watch = new EquivocationWatch({
    ...{ self: sender.address, store, logger },
    domain: { l1ChainId, verifyingContract: sequencerPool },
    keptEpochs: 1 + Math.ceil(L1_MEMORY_BLOCKS / epochs.epochLength),
    originHash: (number) => l1.block(number)?.hash,
    l1Head: () => l1.head.number,
    onFound: (equivocation) => {
      metrics.equivocationFound()
      reporter.report(equivocation)
    },
  })
  return {
    watch,
    run: async (signal) => {
      await Promise.all([reporter.run(signal), watch.run(signal)])
    },
    close: async () => {
      await watch.settled()
      await store.close()
    },
  }
}
