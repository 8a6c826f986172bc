import type { BlockOrder, BuiltBlock } from '@mvm/rpc'
import { EthereumUnit } from '@mvm/storage'
import { simulationMethods } from '../worker/query/simulationMethods.ts'
import { serveWorker } from '../worker/serveWorker.ts'
import { buildBlock } from './buildBlock.ts'
import { EthereumWorkerChain } from './EthereumWorkerChain.ts'
import { readGenesisFile } from './readGenesisFile.ts'

let open: EthereumWorkerChain | null = null

function chain(): EthereumWorkerChain {
  if (open === null) throw new RangeError('no chain is open in this worker')
  return open
}

const methods = {
  ...simulationMethods(chain),
  /** The profile has functions, which cannot cross: it is made here anew. */
  async open(genesisFile: string, folder: string): Promise<void> {
    const { profile, header, hash, state } = readGenesisFile(genesisFile)
    const genesis = { header, hash, state }
    const { chainId } = profile
    const unit = await EthereumUnit.open(folder, { chainId, genesis, access: 'read' })
    open = new EthereumWorkerChain(unit, profile)
  },
  build(order: BlockOrder): Promise<BuiltBlock> {
    return buildBlock(chain(), order)
  },
  async closeAll(): Promise<void> {
    await open?.reader.close()
    open = null
  },
}

export type EthereumMethods = typeof methods

serveWorker(methods)
