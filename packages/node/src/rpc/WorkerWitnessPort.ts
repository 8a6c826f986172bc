import {
  type BlockWitness,
  type SealedHeader,
  UnavailableError,
  type WitnessOverflow,
  type WitnessPort,
} from '@mvm/rpc'
import type { QueryMethods } from '../worker/query/queryWorker.ts'
import { withCancelFlag } from '../worker/query/withCancelFlag.ts'
import type { WorkerThread } from '../worker/WorkerThread.ts'
import { type History, requireKept, whileKept } from './whileKept.ts'

/** A DAC's witnesses for the RPC, recorded in the query worker. */
export class WorkerWitnessPort implements WitnessPort {
  readonly #chainId: number
  readonly #worker: WorkerThread<QueryMethods>

  readonly #history: History

  constructor(chainId: number, worker: WorkerThread<QueryMethods>, history: History) {
    this.#chainId = chainId
    this.#worker = worker
    this.#history = history
  }

  async witness(
    blocks: readonly SealedHeader[],
    limitBytes: number,
    signal: AbortSignal,
  ): Promise<BlockWitness | WitnessOverflow> {
    const references = blocks.map(({ header, hash }) => ({ number: header.number, hash }))
    // The first one is only the parent, of which the header and the state are enough.
    const first = references[1]?.number ?? 0
    const needed = { what: `the witness of block ${first}`, block: first }
    const witness = await whileKept(this.#history, needed, () =>
      withCancelFlag(signal, (flag) =>
        this.#worker.call('witness', this.#chainId, references, limitBytes, flag),
      ),
    )
    if (witness !== null) return witness
    requireKept(this.#history, needed)
    throw new UnavailableError({ reason: 'the blocks were rolled back meanwhile' })
  }
}
