import {
  type Address,
  charterSlots,
  decodeTaxBrackets,
  maxTaxBrackets,
  permissionMask,
  permissionSlot,
  predeploys,
  type TaxBracket,
  toBigInt,
  toHex,
} from '@mvm/protocol'
import type { Slot } from '../../state/CommittedState.ts'
import type { StorageValue } from '../../state/StorageValue.ts'

/** The parts of a charter that are the same for every signer. */
export interface CharterTerms {
  /** Bits that are allow-listed. */
  readonly restricted: bigint
  readonly taxBrackets: readonly TaxBracket[]
  /** Who gets the tax: the treasury, or the management contract if there is none. */
  readonly taxReceiver: Address
  readonly managementContract: Address
  readonly version: bigint
}

/** A state of which the charter's storage can be read. */
export interface CharterState {
  storage(address: Address, slot: Slot): StorageValue
}

const word = (slot: number): Slot => `0x${slot.toString(16).padStart(64, '0')}` as Slot

const TERM_SLOTS: readonly Slot[] = [
  charterSlots.restricted,
  charterSlots.treasury,
  charterSlots.managementContract,
  charterSlots.version,
  ...Array.from({ length: maxTaxBrackets }, (_, i) => charterSlots.firstTaxBracket + i),
].map(word)

const MAX_SIGNERS = 50_000

interface SignerSlots {
  readonly allowed: Slot
  readonly denied: Slot
}

/** Where signers' bits stand is the same on every chain and in every block. */
const signerSlots = new Map<Address, SignerSlots>()

/**
 * Reads the charter from `MVM_DACMaster`'s storage (spec 2.3). What it decoded last is used again while the
 * storage holds the same values, so it is never stale. A transaction's terms are read once and handed on.
 */
export class CharterReader {
  #words: StorageValue[] = []
  #terms: CharterTerms | undefined

  terms(state: CharterState): CharterTerms {
    let isSame = this.#terms !== undefined
    for (let i = 0; i < TERM_SLOTS.length; i++) {
      const value = state.storage(predeploys.dacMaster, TERM_SLOTS[i] as Slot)
      if (this.#words[i] === value) continue
      this.#words[i] = value
      isSame = false
    }
    if (!isSame || this.#terms === undefined) this.#terms = decodeTerms(this.#words)
    return this.#terms
  }

  /** The opcodes and named operations that an account may use, without the exceptions for some transactions. */
  mask(state: CharterState, signer: Address, terms = this.terms(state)): bigint {
    const { restricted } = terms
    const { allowed, denied } = slotsOf(signer)
    const { dacMaster } = predeploys
    return permissionMask({
      restricted,
      // Whether a signer is on an allow list matters only if there is one.
      allowed: restricted === 0n ? 0n : toBigInt(state.storage(dacMaster, allowed)),
      denied: toBigInt(state.storage(dacMaster, denied)),
    })
  }
}

function slotsOf(signer: Address): SignerSlots {
  const known = signerSlots.get(signer)
  if (known !== undefined) return known
  const slots = {
    allowed: toHex(permissionSlot('allowed', signer)),
    denied: toHex(permissionSlot('denied', signer)),
  }
  if (signerSlots.size >= MAX_SIGNERS) signerSlots.clear()
  signerSlots.set(signer, slots)
  return slots
}

function decodeTerms(words: readonly StorageValue[]): CharterTerms {
  const [restricted = 0n, treasury = 0n, management = 0n, version = 0n, ...brackets] =
    words.map(toBigInt)
  const managementContract = toAddress(management)
  return {
    restricted,
    taxBrackets: decodeTaxBrackets(brackets),
    taxReceiver: treasury === 0n ? managementContract : toAddress(treasury),
    managementContract,
    version,
  }
}

function toAddress(value: bigint): Address {
  const digits = BigInt.asUintN(160, value).toString(16).padStart(40, '0')
  return `0x${digits}` as Address
}
