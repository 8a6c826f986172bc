import { Worker } from 'node:worker_threads'
import { WorkerEndedError } from '../error/WorkerEndedError.ts'
import { reviveError } from './reviveError.ts'
import type { WorkerMethods, WorkerReply, WorkerRequest } from './WorkerMessage.ts'

interface Waiting {
  resolve(value: unknown): void
  reject(error: unknown): void
}

/** A worker thread as a set of asynchronous functions. Results and errors cross by structured clone. */
export class WorkerThread<Methods extends WorkerMethods> {
  readonly #name: string
  readonly #worker: Worker
  readonly #waiting = new Map<number, Waiting>()
  #nextId = 0
  #ended: WorkerEndedError | undefined

  /**
   * @param entry a module that calls `serveWorker`
   * @param onNotice told what the worker posts unasked
   * @param youngGenerationMb of its heap; V8's choice by default, which saves time and costs memory
   */
  constructor(
    name: string,
    entry: URL,
    workerData: unknown,
    onNotice?: (notice: unknown) => void,
    youngGenerationMb?: number,
  ) {
    this.#name = name
    // Deep calls in the EVM nest as deeply in JavaScript: 1,024 frames need more than the default stack.
    const resourceLimits = {
      stackSizeMb: 16,
      ...(youngGenerationMb === undefined ? {} : { maxYoungGenerationSizeMb: youngGenerationMb }),
    }
    this.#worker = new Worker(entry, { name, workerData, resourceLimits })
    this.#worker.on('message', (reply: WorkerReply) => {
      if (reply.kind === 'notice') {
        onNotice?.(reply.notice)
        return
      }
      const waiting = this.#waiting.get(reply.id)
      this.#waiting.delete(reply.id)
      if (reply.kind === 'result') waiting?.resolve(reply.result)
      else waiting?.reject(reviveError(reply.error))
    })
    this.#worker.on('error', (cause) => this.#end(cause))
    this.#worker.on('exit', () => this.#end(undefined))
  }

  /** Whether it has ended, by itself or not. */
  get hasEnded(): boolean {
    return this.#ended !== undefined
  }

  /** Calls a method of the worker. Throws what it throws, or {@link WorkerEndedError} when it ends first. */
  call<Name extends keyof Methods & string>(
    method: Name,
    ...parameters: Parameters<Methods[Name]>
  ): Promise<Awaited<ReturnType<Methods[Name]>>> {
    if (this.#ended !== undefined) return Promise.reject(this.#ended)
    const id = this.#nextId++
    const request: WorkerRequest = { id, method, parameters }
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as (value: unknown) => void, reject })
      this.#worker.postMessage(request)
    })
  }

  /** Ends the thread at once; what was under way rejects. */
  async terminate(): Promise<void> {
    this.#end(undefined)
    await this.#worker.terminate()
  }

  #end(cause: unknown): void {
    this.#ended ??= new WorkerEndedError({ worker: this.#name, cause })
    for (const { reject } of this.#waiting.values()) reject(this.#ended)
    this.#waiting.clear()
  }
}
