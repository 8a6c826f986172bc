import { predeploys } from '@mvm/protocol'
import type { RulesPort } from '@mvm/rpc'
import type { StorageUnit } from '@mvm/storage'
import { forkId, namedPrecompiles } from '../ethereum/forkConfig.ts'

/** A DAC's rules for the RPC: those of Osaka from genesis on, without blobs, and no upgrade is planned. */
export class DacRulesPort implements RulesPort {
  readonly #unit: StorageUnit

  constructor(unit: StorageUnit) {
    this.#unit = unit
  }

  config() {
    const genesis = this.#unit.blockHash(0)
    if (genesis === undefined) throw new TypeError('a chain without its genesis')
    return {
      current: {
        activationTime: 0,
        blobSchedule: null,
        forkId: forkId(genesis, []),
        precompiles: namedPrecompiles('osaka'),
        systemContracts: new Map([['HISTORY_STORAGE_ADDRESS', predeploys.history]]),
      },
      next: null,
      last: null,
    }
  }
}
