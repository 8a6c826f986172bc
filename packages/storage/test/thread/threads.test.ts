import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { describe, expect, it, onTestFinished } from 'vitest'
import { chainId, openUnit } from '../chain/openUnit.ts'
import { tempFolder } from '../chain/tempFolder.ts'
import type { ThreadTask } from './ThreadTask.ts'

class TestThread {
  readonly worker: Worker
  readonly #failure: Promise<never>

  constructor(role: 'writer' | 'reader', task: ThreadTask) {
    const entry = new URL(`./${role}Thread.ts`, import.meta.url)
    this.worker = new Worker(entry, { workerData: task })
    this.#failure = once(this.worker, 'error').then(([error]) => {
      throw error
    })
    this.#failure.catch(() => undefined)
    onTestFinished(async () => void (await this.worker.terminate()))
  }

  /** The next message; throws what the thread dies of. */
  async message(): Promise<unknown> {
    const [message] = await Promise.race([once(this.worker, 'message'), this.#failure])
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

describe('one folder in several threads', () => {
  it('shows every reader the last commit of the writer, whole, through roll-backs', async () => {
    const folder = await tempFolder()
    const main = await openUnit(folder, { access: 'read' })
    const shared = new SharedArrayBuffer(4)
    const task = { folder, chainId, shared, seed: 1 }
    const writer = await start('writer', task)
    const readers = [await start('reader', task), await start('reader', task)]
    await sleep(1500)
    const commits = await writer.stop()
    const checks = await Promise.all(readers.map((reader) => reader.stop()))
    expect(commits).toMatchObject({ commitCount: expect.any(Number) })
    expect((commits as { commitCount: number }).commitCount).toBeGreaterThan(20)
    for (const check of checks) {
      expect((check as { checkCount: number }).checkCount).toBeGreaterThan(20)
    }
    expect((await main.verify()).problems).toEqual([])
  })

  it('goes on when threads are ended at any moment, and then lets another thread write', async () => {
    const folder = await tempFolder()
    const main = await openUnit(folder, { access: 'read' })
    const shared = new SharedArrayBuffer(4)
    const counter = new Int32Array(shared)
    for (let seed = 1; seed <= 3; seed++) {
      const task = { folder, chainId, shared, seed }
      const [high = 0, middle = 0, low = 0] = main.record('count') ?? []
      Atomics.store(counter, 0, (high << 16) | (middle << 8) | low)
      const writer = await start('writer', task)
      const reader = await start('reader', task)
      await sleep(30 + seed * 40)
      await Promise.all([writer.kill(), reader.kill()])
      expect((await main.verify()).problems).toEqual([])
    }
    expect(main.heads().unsafe.number).toBeGreaterThan(3)
    await main.close()
    const again = await openUnit(folder)
    expect((await again.verify()).problems).toEqual([])
  })

  it('refuses other threads when a worker was the first, because its end would crash them', async () => {
    const folder = await tempFolder()
    await (await openUnit(folder)).close()
    const task = { folder, chainId, shared: new SharedArrayBuffer(4), seed: 1 }
    const worker = await start('reader', task)
    await expect(openUnit(folder)).rejects.toMatchObject({ code: 'STORAGE_ANCHOR' })
    await worker.kill()
    await openUnit(folder)
  })

  it('makes the main thread wait with closing until the others have closed', async () => {
    const folder = await tempFolder()
    const main = await openUnit(folder, { access: 'read' })
    const task = { folder, chainId, shared: new SharedArrayBuffer(4), seed: 1 }
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
