import {
  type Address,
  type Charter,
  decodeCharter,
  encodeCharterCall,
  type PermissionWords,
  predeploys,
} from '@mvm/protocol'
import type { CharterPort, CharterSettings, SealedHeader } from '@mvm/rpc'
import { CharterUnreadableError } from '../error/CharterUnreadableError.ts'
import { readCharter } from '../state/readCharter.ts'
import type { StateViews } from '../state/StateViews.ts'
import type { QueryMethods } from '../worker/query/queryWorker.ts'
import type { WorkerThread } from '../worker/WorkerThread.ts'
import { type History, stateOf, whileKept } from './whileKept.ts'

/** A DAC's charter for the RPC: consensus words from storage, texts and lists by a call to `MVM_DACMaster`. */
export class StorageCharterPort implements CharterPort {
  readonly #chainId: number
  readonly #states: StateViews
  readonly #worker: WorkerThread<QueryMethods>

  readonly #history: History

  constructor(
    chainId: number,
    states: StateViews,
    worker: WorkerThread<QueryMethods>,
    history: History,
  ) {
    this.#history = history
    this.#chainId = chainId
    this.#states = states
    this.#worker = worker
  }

  async charter(at: SealedHeader): Promise<Charter | null> {
    const { version, managementContract } = await this.settings(at)
    if (version === 0n) return null
    const outcome = await whileKept(this.#history, stateOf(at), () =>
      this.#worker.call(
        'call',
        this.#chainId,
        { at, isNextBlock: false, accountOverrides: new Map(), blockOverride: {} },
        // Nobody's permissions hold for the management contract: a charter cannot hide itself.
        {
          ...{ from: managementContract, to: predeploys.dacMaster, value: 0n },
          data: encodeCharterCall(),
        },
      ),
    )
    if (outcome.status !== 'success') throw new CharterUnreadableError({ status: outcome.status })
    return decodeCharter(outcome.output)
  }

  settings(at: SealedHeader): Promise<CharterSettings> {
    return whileKept(this.#history, stateOf(at), () =>
      readCharter.settings(this.#states.at(at.header.stateRoot)),
    )
  }

  permissionWords(at: SealedHeader, signer: Address): Promise<PermissionWords> {
    return whileKept(this.#history, stateOf(at), () =>
      readCharter.permissionWords(this.#states.at(at.header.stateRoot), signer),
    )
  }
}
