import type { Account, Address as EngineAddress } from '@ethereumjs/util'
import type { Address, Hex } from '@mvm/protocol'
import type { HexMemory } from './HexMemory.ts'
import type { WorldStateManager } from './WorldStateManager.ts'

/** Stands in for the EVM's own journal: checkpoints and warm sets (EIP-2929) are the world's. */
export class WorldJournal {
  readonly #state: WorldStateManager
  readonly #hex: HexMemory

  constructor(state: WorldStateManager, hex: HexMemory) {
    this.#state = state
    this.#hex = hex
  }

  putAccount(address: EngineAddress, account: Account | undefined): Promise<void> {
    return this.#state.putAccount(address, account)
  }

  deleteAccount(address: EngineAddress): Promise<void> {
    return this.#state.deleteAccount(address)
  }

  checkpoint(): Promise<void> {
    return this.#state.checkpoint()
  }

  commit(): Promise<void> {
    return this.#state.commit()
  }

  revert(): Promise<void> {
    return this.#state.revert()
  }

  isWarmedAddress(bytes: Uint8Array): boolean {
    return this.#state.world.isWarm(this.#hex.addressOfBytes(bytes))
  }

  addWarmedAddress(bytes: Uint8Array): void {
    this.#state.world.warm(this.#hex.addressOfBytes(bytes))
  }

  isWarmedStorage(bytes: Uint8Array, slot: Uint8Array): boolean {
    const address = this.#hex.addressOfBytes(bytes)
    return this.#state.world.isWarmSlot(address, this.#hex.slot(slot))
  }

  addWarmedStorage(bytes: Uint8Array, slot: Uint8Array): void {
    this.#state.world.warmSlot(this.#hex.addressOfBytes(bytes), this.#hex.slot(slot))
  }

  /** The EVM calls it for the delegate of a transaction's recipient (EIP-7702), with 0x in front. */
  addAlwaysWarmAddress(address: string): void {
    this.#state.world.warm(address.toLowerCase() as Address)
  }

  addAlwaysWarmSlot(address: string, slot: string): void {
    this.#state.world.warmSlot(address as Address, slot as Hex)
  }
}
