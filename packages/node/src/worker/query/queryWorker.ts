import { StorageUnit } from '@mvm/storage'
import { storageGenesis } from '../../storage/storageGenesis.ts'
import { serveWorker } from '../serveWorker.ts'

const units = new Map<number, StorageUnit>()

const methods = {
  async open(chainId: number, folder: string): Promise<void> {
    const genesis = storageGenesis(chainId)
    units.set(chainId, await StorageUnit.open(folder, { chainId, genesis, access: 'read' }))
  },
  async closeAll(): Promise<void> {
    await Promise.all([...units.values()].map((unit) => unit.close()))
    units.clear()
  },
}

export type QueryMethods = typeof methods

serveWorker(methods)
