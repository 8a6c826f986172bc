import type { Address } from '@mvm/protocol'
import type { CommandContext } from '../program/CommandContext.ts'
import { chooseKey } from './chooseKey.ts'
import type { KeyChoice } from './KeyChoice.ts'
import type { Signer } from './Signer.ts'
import { unlockKey } from './unlockKey.ts'

/** The key of one command: unlocked when it is needed, and then only once. */
export class SigningKey {
  readonly #context: CommandContext
  readonly #choice: KeyChoice
  #unlocked: Promise<Signer> | undefined

  /** Throws `ConfigurationError` when the settings name no key that can be used. */
  constructor(context: CommandContext, l1ChainId: number) {
    this.#context = context
    this.#choice = chooseKey(context.settings, l1ChainId)
  }

  /** The account's address; a keystore is unlocked only if it does not say. */
  async address(): Promise<Address> {
    return this.#choice.address ?? (await this.unlock()).address
  }

  /** Throws what `unlockKey` throws. */
  unlock(): Promise<Signer> {
    this.#unlocked ??= unlockKey(this.#choice, this.#context)
    return this.#unlocked
  }
}
