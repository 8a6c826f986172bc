import type {
  ChainEvents,
  DacDirectory,
  DacPorts,
  HeadChange,
  Readiness,
  SignedChainTransaction,
  SyncProgress,
} from '../../src/index.ts'
import { TestChain } from './TestChain.ts'
import { TestCharter } from './TestCharter.ts'
import { TestDisputes } from './TestDisputes.ts'
import { TestPool } from './TestPool.ts'
import { TestRollup } from './TestRollup.ts'
import { TestSequencing } from './TestSequencing.ts'
import { TestState } from './TestState.ts'
import { TestSteps } from './TestSteps.ts'
import { TestTrace } from './TestTrace.ts'
import { TestWitness } from './TestWitness.ts'
import { testRules } from './testRules.ts'

class Listeners<T> {
  readonly all = new Set<(event: T) => void>()

  readonly add = (listener: (event: T) => void) => {
    this.all.add(listener)
    return () => {
      this.all.delete(listener)
    }
  }

  readonly tell = (event: T) => {
    for (const listener of this.all) listener(event)
  }
}

/** A DAC in memory, as real as the RPC can tell. */
export class TestDac implements DacPorts {
  readonly slug: string
  readonly chainId: number
  readonly #heads = new Listeners<HeadChange>()
  readonly #pending = new Listeners<SignedChainTransaction>()
  readonly #sync = new Listeners<SyncProgress>()
  readonly chain: TestChain
  readonly state = new TestState()
  readonly trace: TestTrace
  readonly rules = testRules
  readonly pool: TestPool
  readonly rollup: TestRollup
  readonly charter = new TestCharter()
  readonly witness = new TestWitness()
  readonly sequencing = new TestSequencing()
  readonly disputes = new TestDisputes()
  readonly steps = new TestSteps()
  readonly events: ChainEvents = {
    onHeadChange: this.#heads.add,
    onPendingTransaction: this.#pending.add,
    onSyncChange: this.#sync.add,
  }
  reasons: string[] = []
  takesTransactions = true

  constructor({ slug = 'acme', chainId = 1_088_001 } = {}) {
    this.slug = slug
    this.chainId = chainId
    this.chain = new TestChain(chainId, this.#heads.tell)
    this.trace = new TestTrace(this.chain)
    this.pool = new TestPool(chainId, this.state, this.#pending.tell)
    this.rollup = new TestRollup(this.chain, chainId)
  }

  get listenerCount(): number {
    return this.#heads.all.size + this.#pending.all.size + this.#sync.all.size
  }

  tellSync(): void {
    this.#sync.tell(this.progress())
  }

  progress(): SyncProgress {
    const { isSyncing, startingBlock, unsafeL2, highestBlock } = this.rollup.syncStatus()
    return { isSyncing, startingBlock, currentBlock: unsafeL2.number, highestBlock }
  }

  readiness(): Readiness {
    const { reasons, takesTransactions } = this
    const isReady = reasons.length === 0
    return { isReady, reasons, ...(takesTransactions ? {} : { takesTransactions }) }
  }
}

export function directoryOf(dacs: readonly TestDac[]): DacDirectory {
  return {
    first: () => dacs[0] ?? null,
    bySlug: (slug) => dacs.find((dac) => dac.slug === slug) ?? null,
  }
}
