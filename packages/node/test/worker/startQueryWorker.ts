import { StorageUnit } from '@mvm/storage'
import { StorageStatePort } from '../../src/rpc/StorageStatePort.ts'
import { StateViews } from '../../src/state/StateViews.ts'
import { storageGenesis } from '../../src/storage/storageGenesis.ts'
import type { QueryMethods } from '../../src/worker/query/queryWorker.ts'
import { WorkerThread } from '../../src/worker/WorkerThread.ts'
import { tempFolder } from '../support/tempFolder.ts'

/** The module that query workers run, and trace workers, too. */
export const queryEntry = new URL('../../src/worker/query/queryWorker.ts', import.meta.url)

/** A query worker on a new chain's storage unit; both end with `stack`. */
export async function startQueryWorker(chainId: number, stack: AsyncDisposableStack) {
  const folder = tempFolder('query-worker')
  stack.defer(() => folder.remove())
  const genesis = storageGenesis(chainId)
  const unit = await StorageUnit.open(folder.path, { chainId, genesis, access: 'read' })
  stack.defer(() => unit.close())
  const worker = new WorkerThread<QueryMethods>('query', queryEntry, undefined)
  stack.defer(async () => {
    await worker.call('closeAll')
    await worker.terminate()
  })
  await worker.call('open', chainId, folder.path)
  const states = new StorageStatePort(chainId, new StateViews(unit), worker)
  return { folder: folder.path, states }
}
