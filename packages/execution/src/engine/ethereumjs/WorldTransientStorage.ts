import type { Address as EngineAddress } from '@ethereumjs/util'
import type { HexMemory } from './HexMemory.ts'
import type { WorldStateManager } from './WorldStateManager.ts'

/** Stands in for the EVM's own transient storage (EIP-1153): the world's, under the world's checkpoints. */
export class WorldTransientStorage {
  readonly #state: WorldStateManager
  readonly #hex: HexMemory

  constructor(state: WorldStateManager, hex: HexMemory) {
    this.#state = state
    this.#hex = hex
  }

  get(address: EngineAddress, key: Uint8Array): Uint8Array {
    return this.#state.world.transient(this.#hex.address(address), this.#hex.slot(key))
  }

  put(address: EngineAddress, key: Uint8Array, value: Uint8Array): void {
    this.#state.world.setTransient(this.#hex.address(address), this.#hex.slot(key), value)
  }

  checkpoint(): void {}

  commit(): void {}

  revert(): void {}

  clear(): void {}
}
