import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { describe, expect, it, onTestFinished } from 'vitest'
import { chainId, openUnit } from '../chain/openUnit.ts'
import { tempFolder } from '../chain/tempFolder.ts'
import type { ThreadTask } from './ThreadTask.ts'

class TestThread {
  readonly worker: Worker
  /** Rejects with what the thread dies of. */
  readonly failure: Promise<never>

  constructor(role: 'writer' | 'reader', task: ThreadTask) {
    const entry = new URL(`./${role}Thread.ts`, import.meta.url)
    this.worker = new Worker(entry, { workerData: task })
    this.failure = once(this.worker, 'error').then(([error]) => {
      throw error
    })
    this.failure.catch(() => undefined)
    onTestFinished(async () => void (await this.worker.terminate()))
  }

  /** The next message; throws what the thread dies of. */
  async message(): Promise<unknown> {
    const [message] = await Promise.race([once(this.worker, 'message'), this.failure])
    return message
  }

  async stop(): Promise<unknown> {
    const last = this.message()
    this.worker.postMessage('stop')
    const message = await last
    await once(this.worker, 'exit')
    return message
  }

  /** Ends the thread wherever it is. */
  async kill(): Promise<void> {
    await this.worker.terminate()
  }
}

async function start(role: 'writer' | 'reader', task: ThreadTask): Promise<TestThread> {
  const thread = new TestThread(role, task)
  expect(await thread.message()).toBe('ready')
  return thread
}

// Each thread loads the packages anew: a second on an idle machine, many on a busy one.
describe('one folder in several threads', { timeout: 180_000 }, () => {
  it('shows every reader the last commit of the writer, whole, through roll-backs', async () => {
    const folder = await tempFolder()
    const main = await openUnit(folder, { access: 'read' })
    const shared = new SharedArrayBuffer(12)
    const counter = new Int32Array(shared)
    const task = { folder, chainId, shared, seed: 1 }
    const writer = await start('writer', { ...task, slot: 0 })
    const readers = await Promise.all([1, 2].map((slot) => start('reader', { ...task, slot })))
    while (counter.some((count) => count < 150)) {
      await Promise.race([sleep(20), ...[writer, ...readers].map((thread) => thread.failure)])
    }
    await Promise.all([writer, ...readers].map((thread) => thread.stop()))
    expect((await main.verify()).problems).toEqual([])
  })

  it('goes on when threads are ended at any moment, and then lets another thread write', async () => {
    const folder = await tempFolder()
    const main = await openUnit(folder, { access: 'read' })
    const shared = new SharedArrayBuffer(8)
    const counter = new Int32Array(shared)
    for (let seed = 1; seed <= 3; seed++) {
      const task = { folder, chainId, shared, seed, slot: 1 }
      const [high = 0, middle = 0, low = 0] = main.record('count') ?? []
      const before = (high << 16) | (middle << 8) | low
      Atomics.store(counter, 0, before)
      const writer = await start('writer', task)
      const reader = await start('reader', task)
      while (Atomics.load(counter, 0) < before + 5) await sleep(5)
      await sleep(seed * 7)
      await Promise.all([writer.kill(), reader.kill()])
      expect((await main.verify()).problems).toEqual([])
    }
    await main.close()
    const again = await openUnit(folder)
    expect((await again.verify()).problems).toEqual([])
  })

  it('refuses other threads when a worker was the first, because its end would crash them', async () => {
    const folder = await tempFolder()
    await (await openUnit(folder)).close()
    const task = { folder, chainId, shared: new SharedArrayBuffer(8), seed: 1, slot: 1 }
    const worker = await start('reader', task)
    await expect(openUnit(folder)).rejects.toMatchObject({ code: 'STORAGE_ANCHOR' })
    await worker.kill()
    await openUnit(folder)
  })

  it('makes the main thread wait with closing until the others have closed', async () => {
    const folder = await tempFolder()
    const main = await openUnit(folder, { access: 'read' })
    const task = { folder, chainId, shared: new SharedArrayBuffer(8), seed: 1, slot: 1 }
    const reader = await start('reader', task)
    let isClosed = false
    const closing = main.close().then(() => {
      isClosed = true
    })
    await sleep(100)
    expect(isClosed).toBe(false)
    expect(await reader.stop()).toMatchObject({ checkCount: expect.any(Number) })
    await closing
  })
})
