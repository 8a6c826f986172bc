import type { AccountFields, StateManagerInterface } from '@ethereumjs/common'
import { Account, type Address as EngineAddress } from '@ethereumjs/util'
import { fromHex } from '@mvm/protocol'
import type { Checkpoint, WorldState } from '../../state/WorldState.ts'
import { EngineFaultError } from '../EngineFaultError.ts'
import type { HexMemory } from './HexMemory.ts'

/**
 * Our world behind the interface through which the EVM of EthereumJS reads and writes state. Everything is
 * synchronous inside; the promises are the interface's.
 */
export class WorldStateManager implements StateManagerInterface {
  world: WorldState
  readonly #hex: HexMemory
  readonly #checkpoints: Checkpoint[] = []

  constructor(world: WorldState, hex: HexMemory) {
    this.world = world
    this.#hex = hex
  }

  readonly originalStorageCache = {
    get: async (address: EngineAddress, key: Uint8Array): Promise<Uint8Array> =>
      this.world.originalStorage(this.#hex.address(address), this.#hex.slot(key)),
    clear: (): void => {},
  }

  async getAccount(address: EngineAddress): Promise<Account | undefined> {
    const account = this.world.account(this.#hex.address(address))
    if (account === null) return undefined
    return new Account(account.nonce, account.balance, account.storageRoot, account.codeHash)
  }

  async putAccount(address: EngineAddress, account?: Account): Promise<void> {
    this.world.setAccount(
      this.#hex.address(address),
      account === undefined
        ? null
        : {
            nonce: account.nonce,
            balance: account.balance,
            storageRoot: account.storageRoot,
            codeHash: account.codeHash,
          },
    )
  }

  async deleteAccount(address: EngineAddress): Promise<void> {
    this.world.deleteAccount(this.#hex.address(address))
  }

  async modifyAccountFields(address: EngineAddress, fields: AccountFields): Promise<void> {
    const account = (await this.getAccount(address)) ?? new Account()
    Object.assign(account, fields)
    await this.putAccount(address, account)
  }

  async putCode(address: EngineAddress, code: Uint8Array): Promise<void> {
    this.world.setCode(this.#hex.address(address), code)
  }

  async getCode(address: EngineAddress): Promise<Uint8Array> {
    return this.world.code(this.#hex.address(address))
  }

  async getCodeSize(address: EngineAddress): Promise<number> {
    return this.world.code(this.#hex.address(address)).length
  }

  async getStorage(address: EngineAddress, key: Uint8Array): Promise<Uint8Array> {
    return this.world.storage(this.#hex.address(address), this.#hex.slot(key))
  }

  async putStorage(address: EngineAddress, key: Uint8Array, value: Uint8Array): Promise<void> {
    this.world.setStorage(this.#hex.address(address), this.#hex.slot(key), value)
  }

  async clearStorage(address: EngineAddress): Promise<void> {
    this.world.clearStorage(this.#hex.address(address))
  }

  async checkpoint(): Promise<void> {
    this.#checkpoints.push(this.world.checkpoint())
  }

  async commit(): Promise<void> {
    this.#pop()
  }

  async revert(): Promise<void> {
    this.world.revert(this.#pop())
  }

  async getStateRoot(): Promise<Uint8Array> {
    return fromHex(this.world.committed.stateRoot)
  }

  async setStateRoot(): Promise<void> {
    throw new EngineFaultError({ problem: 'the EVM tried to change the state root' })
  }

  async hasStateRoot(): Promise<boolean> {
    return false
  }

  clearCaches(): void {}

  shallowCopy(): StateManagerInterface {
    throw new EngineFaultError({ problem: 'the EVM tried to copy the state' })
  }

  #pop(): Checkpoint {
    const checkpoint = this.#checkpoints.pop()
    if (checkpoint === undefined) {
      throw new EngineFaultError({ problem: 'the EVM left a frame that it had not entered' })
    }
    return checkpoint
  }
}
