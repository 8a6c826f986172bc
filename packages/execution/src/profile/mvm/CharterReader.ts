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
  /** Another number after whatever may have changed the account's storage. */
  storageVersion(address: Address): number
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

/** What is known of the charter as long as the state and its version are the same. */
interface KnownCharter {
  readonly state: CharterState
  readonly version: number
  readonly terms: CharterTerms
  readonly masks: Map<Address, bigint>
}

/**
 * Reads the charter from `MVM_DACMaster`'s storage (spec 2.3). Terms and signers' masks are kept until something is
 * written to that storage or taken back, so they are never stale, and a transaction costs two look-ups.
 */
export class CharterReader {
  #known: KnownCharter | undefined

  terms(state: CharterState): CharterTerms {
    return this.#read(state).terms
  }

  /** The opcodes and named operations that an account may use, without the exceptions for some transactions. */
  mask(state: CharterState, signer: Address): bigint {
    const { terms, masks } = this.#read(state)
    const known = masks.get(signer)
    if (known !== undefined) return known
    const { restricted } = terms
    const { allowed, denied } = slotsOf(signer)
    const { dacMaster } = predeploys
    const mask = permissionMask({
      restricted,
      // Whether a signer is on an allow list matters only if there is one.
      allowed: restricted === 0n ? 0n : toBigInt(state.storage(dacMaster, allowed)),
      denied: toBigInt(state.storage(dacMaster, denied)),
    })
    if (masks.size >= MAX_SIGNERS) masks.clear()
    masks.set(signer, mask)
    return mask
  }

  #read(state: CharterState): KnownCharter {
    const version = state.storageVersion(predeploys.dacMaster)
    const known = this.#known
    if (known?.state === state && known.version === version) return known
    const words = TERM_SLOTS.map((slot) => state.storage(predeploys.dacMaster, slot))
    this.#known = { state, version, terms: decodeTerms(words), masks: new Map() }
    return this.#known
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
