import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { StorageUnit } from '@mvm/storage'

/** Puts a transaction into the pool when it is told to, and says how that went. */
const { folder, chainId } = workerData as { readonly folder: string; readonly chainId: number }
const unit = await StorageUnit.open(folder, { chainId, access: 'read' })
if (parentPort === null) throw new Error('this is no thread')
parentPort.postMessage('ready')
await once(parentPort, 'message')
// What other threads announced before that has been heard after a few turns of the event loop.
await sleep(200)
const outcome = await unit.putPoolTransactions([]).then(
  () => 'written',
  (error: { readonly code?: unknown }) => error.code,
)
parentPort.postMessage(outcome)
