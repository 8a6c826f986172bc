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
import type { AccountState } from '../../state/AccountState.ts'
import type { Slot } from '../../state/CommittedState.ts'
import type { StorageValue } from '../../state/StorageValue.ts'
import type { CharterMemory, KnownCharter } from './charterMemoryOf.ts'

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
  account(address: Address): Pick<AccountState, 'storageRoot'> | null
  /** 0 while nothing was written to the account's storage, and another number after whatever may have changed it. */
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

/**
 * Reads the charter from `MVM_DACMaster`'s storage (spec 2.3). Terms and signers' masks are kept until something is
 * written to that storage or taken back, and with a memory from block to block by its root. So they are never stale, and
 * a transaction costs two look-ups.
 */
export class CharterReader {
  readonly #memory: CharterMemory | undefined
  #state: CharterState | undefined
  #version = 0
  #known: KnownCharter | undefined

  constructor(memory?: CharterMemory) {
    this.#memory = memory
  }

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
    if (this.#known !== undefined && state === this.#state && version === this.#version) {
      return this.#known
    }
    this.#state = state
    this.#version = version
    this.#known = version === 0 ? this.#remembered(state) : readCharter(state)
    return this.#known
  }

  /** Of a state that has written nothing to the storage yet, which is that of its root then. */
  #remembered(state: CharterState): KnownCharter {
    const account = this.#memory === undefined ? null : state.account(predeploys.dacMaster)
    if (this.#memory === undefined || account === null) return readCharter(state)
    const root = toHex(account.storageRoot)
    const charter = this.#memory.get(root) ?? readCharter(state)
    this.#memory.set(root, charter)
    return charter
  }
}

function readCharter(state: CharterState): KnownCharter {
  const words = TERM_SLOTS.map((slot) => state.storage(predeploys.dacMaster, slot))
  return { terms: decodeTerms(words), masks: new Map() }
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
