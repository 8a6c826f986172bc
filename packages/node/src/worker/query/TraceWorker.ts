import { WorkerThread } from '../WorkerThread.ts'
import type { SimulationMethods } from './simulationMethods.ts'

/** A worker that a trace worker can be: it opens chains and closes them. */
type TraceMethods = SimulationMethods & { closeAll(): Promise<void> }

/**
 * The thread in which transactions are executed again for traces, started with the first of them: most nodes are
 * never asked for one.
 */
export class TraceWorker<M extends TraceMethods> {
  readonly #entry: URL
  readonly #opened = new Map<number, Promise<void>>()
  #worker: WorkerThread<M> | null = null

  constructor(entry: URL) {
    this.#entry = entry
  }

  /** The thread, with a chain open in it. */
  async with(
    chainId: number,
    open: (worker: WorkerThread<M>) => Promise<void>,
  ): Promise<WorkerThread<SimulationMethods>> {
    this.#worker ??= new WorkerThread<M>('trace', this.#entry, undefined)
    const worker = this.#worker
    let opening = this.#opened.get(chainId)
    if (opening === undefined) {
      opening = open(worker)
      this.#opened.set(chainId, opening)
      opening.catch(() => this.#opened.delete(chainId))
    }
    await opening
    // A thread with these and other methods has these.
    return worker as unknown as WorkerThread<SimulationMethods>
  }

  /** Closes the chains; the main thread closes them last. */
  async closeAll(): Promise<void> {
    const worker = this.#worker
    if (worker === null) return
    this.#opened.clear()
    await (worker as unknown as WorkerThread<TraceMethods>).call('closeAll')
  }

  async terminate(): Promise<void> {
    await this.#worker?.terminate()
  }
}
