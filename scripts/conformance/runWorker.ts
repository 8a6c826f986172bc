import { Worker } from 'node:worker_threads'

/** A case that takes longer counts as one that hangs; the longest takes seconds. */
const HANG_MS = 300_000

/**
 * Runs a script in a thread to its end. It tells the name of a case as a string before it runs it, and anything else
 * as it likes; if it crashes or is silent for too long, the case that it named last has failed.
 */
export function runWorker<Message extends object>(
  script: URL,
  workerData: object,
  onMessage: (message: Message) => void,
  fail: (name: string, reason: string) => void,
  hangMs = HANG_MS,
): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  // Deep call chains of the EVM are promises, not stack frames, but its precompiles recurse.
  const worker = new Worker(script, { workerData })
  let running = 'no case yet'
  let isFailed = false
  const give = (reason: string): void => {
    if (!isFailed) fail(running, reason)
    isFailed = true
  }
  const watch = setTimeout(() => {
    give(`it did not end in ${hangMs / 1000} s`)
    worker.terminate()
  }, hangMs)
  worker.on('message', (message: Message | string) => {
    watch.refresh()
    if (typeof message === 'string') running = message
    else onMessage(message)
  })
  worker.on('error', (error) => give(`the runner crashed: ${String(error)}`))
  worker.on('exit', (code) => {
    clearTimeout(watch)
    if (code !== 0) give(`a worker thread ended with code ${code}`)
    resolve()
  })
  return promise
}
