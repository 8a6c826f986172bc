import {
  type Address,
  charterSlots,
  decodeTaxBrackets,
  maxTaxBrackets,
  permissionMask,
  permissionSlot,
  predeploys,
  type StateRoot,
  type TaxBracket,
  toBigInt,
} from '@mvm/protocol'
import { openAccount } from '../account/Account.ts'
import { openSlot } from '../account/openSlot.ts'
import { toAddress } from '../opcode/toAddress.ts'
import type { ContentStore } from '../store/ContentStore.ts'
import type { TapeRecorder } from '../tape/TapeRecorder.ts'

/** The charter in a state (spec 2.3): `MVM_DACMaster` is opened first, then each word that somebody asks for. */
export class CharterWitness {
  readonly #read: (slot: bigint) => bigint

  constructor(store: ContentStore, stateRoot: StateRoot, tape: TapeRecorder | null) {
    const { account } = openAccount(store, stateRoot, predeploys.dacMaster, tape)
    this.#read = (slot) => openSlot(store, account.storageRoot, slot, tape).value
  }

  management(): Address {
    return toAddress(this.#slot(charterSlots.managementContract))
  }

  /** What an account may do, without the exceptions for some transactions. */
  mask(signer: Address): bigint {
    const restricted = this.#slot(charterSlots.restricted)
    const denied = this.#list('denied', signer)
    // Who is on an allow list matters only if there is one.
    const allowed = restricted === 0n ? 0n : this.#list('allowed', signer)
    return permissionMask({ restricted, allowed, denied })
  }

  /** As many brackets as there are: the first word of 0 ends them. */
  taxBrackets(): TaxBracket[] {
    const words: bigint[] = []
    while (words.length < maxTaxBrackets) {
      const word = this.#slot(charterSlots.firstTaxBracket + words.length)
      if (word === 0n) break
      words.push(word)
    }
    return decodeTaxBrackets(words)
  }

  /** Who gets the tax: the management contract unless the charter names somebody (spec 2.4). */
  taxReceiver(): Address {
    const treasury = this.#slot(charterSlots.treasury)
    return treasury === 0n ? this.management() : toAddress(treasury)
  }

  #slot(slot: number): bigint {
    return this.#read(BigInt(slot))
  }

  #list(list: 'allowed' | 'denied', signer: Address): bigint {
    return this.#read(toBigInt(permissionSlot(list, signer)))
  }
}
