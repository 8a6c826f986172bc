import {
  type Address,
  encodeDeposit,
  floorGas,
  type Hash,
  hashWords,
  intrinsicGas,
  keccak256Hex,
  type StateRoot,
  systemSenders,
} from '@mvm/protocol'
import { MemoryTree } from '../memory/MemoryTree.ts'
import type { Transaction } from '../state/Transaction.ts'
import type { Words } from '../state/Words.ts'
import { EMPTY_LIST } from './listChain.ts'

export const DEPOSIT_TYPE = 0x7e
const NOBODY = `0x${'00'.repeat(20)}` as Address

/** The transaction that a queue element becomes (spec 2.2); its words are those of the element's hash. */
export function depositTransaction(
  words: Words,
  data: Uint8Array,
  startRoot: StateRoot,
): Transaction {
  const [from, sender, to] = [words.address(2), words.address(3), words.address(4)]
  const [mint, value, gasLimit] = [words.integer(5), words.integer(6), words.integer(7)]
  const isSystem = words.integer(8) !== 0n
  const sourceHash = hashWords<Hash<'queue source'>>(words.integer(0), words.integer(1))
  const raw = encodeDeposit({ sourceHash, from, to, mint, value, gasLimit, isSystem, data })
  return {
    hash: keccak256Hex(raw) as Hash,
    type: DEPOSIT_TYPE,
    origin: from,
    nonce: 0n,
    maxFee: 0n,
    maxTip: 0n,
    gasPrice: 0n,
    tip: 0n,
    mint,
    treasury: NOBODY,
    management: NOBODY,
    gasLimit,
    intrinsicGas: intrinsicGas({ to, data }),
    floorGas: floorGas(data),
    to,
    isCreate: false,
    value,
    calldata: MemoryTree.of(data),
    calldataLength: data.length,
    listHash: EMPTY_LIST,
    charterSigner: from === systemSenders.l1CrossDomainMessenger ? sender : from,
    isSystem,
    permMask: 0n,
    tax: 0n,
    l1Fee: 0n,
    startRoot,
  }
}
