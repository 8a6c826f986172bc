import {
  type CharterDenial,
  computeTax,
  decodeTransaction,
  namedOperations,
  permissionMask,
  predeploys,
  type SignedTransaction,
} from '@mvm/protocol'
import type { AdmissionPort, ExaminedTransaction } from '@mvm/sequencer'
import type { StorageUnit } from '@mvm/storage'
import { readCharter } from '../state/readCharter.ts'
import type { StateView, StateViews } from '../state/StateViews.ts'

/** Looks a submitted transaction's signer up in the state at the head. */
export class StorageAdmissionPort implements AdmissionPort {
  readonly #unit: StorageUnit
  readonly #states: StateViews

  constructor(unit: StorageUnit, states: StateViews) {
    this.#unit = unit
    this.#states = states
  }

  async examine(bytes: Uint8Array): Promise<ExaminedTransaction> {
    // Node's pool of buffers, into which small ones are views, would stay alive for as long as the transaction waits.
    const raw = new Uint8Array(bytes)
    const transaction = decodeTransaction(raw, { chainId: this.#unit.chainId })
    const { hash: headHash, number } = this.#unit.heads().unsafe
    const header = this.#unit.headerByHash(headHash) ?? this.#unit.header(number)
    if (header === undefined) throw new RangeError(`there is no block ${number}`)
    const state = this.#states.at(header.stateRoot)
    const account = state.account(transaction.signer)
    const code = account === null ? new Uint8Array() : state.code(account.codeHash)
    const denial = submitDenial(state, transaction)
    return {
      transaction,
      raw,
      headHash,
      account: { nonce: account?.nonce ?? 0n, balance: account?.balance ?? 0n },
      signerCode: code.length === 0 ? 'none' : isDelegation(code) ? 'delegation' : 'contract',
      tax: taxOf(state, transaction),
      ...(denial === undefined ? {} : { submitDenial: denial }),
    }
  }
}

/** EIP-7702: 0xef0100 and an address. */
function isDelegation(code: Uint8Array): boolean {
  return code.length === 23 && code[0] === 0xef && code[1] === 0x01 && code[2] === 0x00
}

function taxOf(state: StateView, { to, value }: SignedTransaction): bigint {
  if (value === 0n || to === predeploys.l2StandardBridge || to === predeploys.l2ToL1MessagePasser) {
    return 0n
  }
  return computeTax(readCharter.settings(state).taxBrackets, value)
}

/** Nobody needs SUBMIT to reach the management contract, and it needs no permission itself (spec 2.3). */
function submitDenial(
  state: StateView,
  { signer, to }: SignedTransaction,
): CharterDenial | undefined {
  const { managementContract } = readCharter.settings(state)
  if (signer === managementContract || to === managementContract) return undefined
  const mask = permissionMask(readCharter.permissionWords(state, signer))
  const [bit] = namedOperations.SUBMIT
  if ((mask >> BigInt(bit)) & 1n) return undefined
  return { signer, opcode: bit, self: to ?? signer, depth: 0 }
}
