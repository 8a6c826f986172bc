import type { Address, Charter, PermissionWords } from '@mvm/protocol'
import type { CharterPort, CharterSettings, SealedHeader } from '@mvm/rpc'
import { readCharter } from '../state/readCharter.ts'
import type { StateViews } from '../state/StateViews.ts'
import type { QueryMethods } from '../worker/query/queryWorker.ts'
import type { WorkerThread } from '../worker/WorkerThread.ts'

/** A DAC's charter for the RPC: consensus words from storage, texts and lists by a call to `MVM_DACMaster`. */
export class StorageCharterPort implements CharterPort {
  readonly #chainId: number
  readonly #states: StateViews
  readonly #worker: WorkerThread<QueryMethods>

  constructor(chainId: number, states: StateViews, worker: WorkerThread<QueryMethods>) {
    this.#chainId = chainId
    this.#states = states
    this.#worker = worker
  }

  async charter(at: SealedHeader): Promise<Charter | null> {
    throw new Error('pending')
  }

  async settings(at: SealedHeader): Promise<CharterSettings> {
    return readCharter.settings(this.#states.at(at.header.stateRoot))
  }

  async permissionWords(at: SealedHeader, signer: Address): Promise<PermissionWords> {
    return readCharter.permissionWords(this.#states.at(at.header.stateRoot), signer)
  }
}
