import type { BlobSidecar } from '@mvm/execution'
import { WorkerThread } from '../worker/WorkerThread.ts'
import type { BlobMethods } from './blobWorker.ts'

/** Transactions whose blobs are in work or wait for it: each holds megabytes, and takes a second for each blob. */
const MOST_WAITING = 8

/** Checks blobs in a thread that does nothing else, started with the first one. */
export class BlobVerifier {
  #thread: WorkerThread<BlobMethods> | undefined
  #waiting = 0

  /** `undefined` while too many wait already. */
  async verify(sidecar: BlobSidecar): Promise<boolean | undefined> {
    if (this.#waiting === MOST_WAITING) return undefined
    const entry = new URL('./blobWorker.ts', import.meta.url)
    this.#thread ??= new WorkerThread<BlobMethods>('blobs', entry, undefined)
    this.#waiting++
    try {
      return await this.#thread.call('verify', sidecar)
    } finally {
      this.#waiting--
    }
  }

  async terminate(): Promise<void> {
    await this.#thread?.terminate()
  }
}
