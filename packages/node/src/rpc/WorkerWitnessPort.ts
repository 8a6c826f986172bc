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

/** A DAC's witnesses for the RPC, recorded in the query worker. */
export class WorkerWitnessPort implements WitnessPort {
  readonly #chainId: number
  readonly #worker: WorkerThread<QueryMethods>

  constructor(chainId: number, worker: WorkerThread<QueryMethods>) {
    this.#chainId = chainId
    this.#worker = worker
  }

  async witness(
    blocks: readonly SealedHeader[],
    limitBytes: number,
    signal: AbortSignal,
  ): Promise<BlockWitness | WitnessOverflow> {
    const references = blocks.map(({ header, hash }) => ({ number: header.number, hash }))
    const witness = await withCancelFlag(signal, (flag) =>
      this.#worker.call('witness', this.#chainId, references, limitBytes, flag),
    )
    if (witness !== null) return witness
    throw new UnavailableError({ reason: 'the blocks were rolled back meanwhile' })
  }
}
