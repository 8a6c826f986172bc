import { parentPort } from 'node:worker_threads'
import { flattenError } from './flattenError.ts'
import type { WorkerMethods, WorkerReply, WorkerRequest } from './WorkerMessage.ts'

/** Serves a table of functions to the thread that started this one. */
export function serveWorker(methods: WorkerMethods): void {
  const port = parentPort
  if (port === null) throw new Error('serveWorker was called on the main thread')
  port.on('message', async ({ id, method, parameters }: WorkerRequest) => {
    let reply: WorkerReply
    try {
      const serve = methods[method]
      if (serve === undefined) throw new Error(`this worker has no method ${method}`)
      reply = { kind: 'result', id, result: await serve(...parameters) }
    } catch (error) {
      reply = { kind: 'error', id, error: flattenError(error) }
    }
    port.postMessage(reply)
  })
}
