import {
  type Address,
  decodeTransaction,
  floorGas,
  InvalidTransactionError,
  intrinsicGas,
  l1Fee,
  predeploys,
  type SignedTransaction,
  type StateRoot,
} from '@mvm/protocol'
import { MemoryTree } from '../memory/MemoryTree.ts'
import { createdAddress } from '../opcode/createdAddress.ts'
import type { Block } from '../state/Block.ts'
import type { Transaction } from '../state/Transaction.ts'
import type { ContentStore } from '../store/ContentStore.ts'
import { listChain } from './listChain.ts'

/** EIP-3860. */
const MAX_INIT_CODE = 49_152
const NOBODY = `0x${'00'.repeat(20)}` as Address

/**
 * The transaction that an input of a payload is; `null` when it is none, or breaks a rule that needs no state to be
 * seen broken (spec 2.2). What the charter decides about it is left at 0.
 */
export function payloadTransaction(
  raw: Uint8Array,
  block: Block,
  startRoot: StateRoot,
  store: ContentStore,
): Transaction | null {
  const signed = decoded(raw, block.chainId)
  if (signed === null) return null
  const { hash, type, signer, nonce, gasLimit, value, data, size } = signed
  const isPriced = signed.type === 0 || signed.type === 1
  const maxFee = isPriced ? signed.gasPrice : signed.maxFeePerGas
  const maxTip = isPriced ? signed.gasPrice : signed.maxPriorityFeePerGas
  const accessList = signed.type === 0 ? [] : signed.accessList
  const authorizationList = signed.type === 4 ? signed.authorizationList : []
  const intrinsic = intrinsicGas({ to: signed.to, data, accessList, authorizationList })
  const floor = floorGas(data)
  const isCreate = signed.to === null
  if (gasLimit + block.cumulativeGas > block.gasLimit) return null
  if (gasLimit < intrinsic || gasLimit < floor) return null
  if (isCreate && data.length > MAX_INIT_CODE) return null
  if (maxTip > maxFee || maxFee < block.baseFee) return null
  if (signed.to === predeploys.ipfsResolver) return null
  const room = maxFee - block.baseFee
  const isCapped = maxTip > room
  const tip = isCapped ? room : maxTip
  return {
    hash,
    type,
    origin: signer,
    nonce,
    maxFee,
    maxTip,
    gasPrice: block.baseFee + tip,
    tip,
    mint: 0n,
    treasury: NOBODY,
    management: NOBODY,
    gasLimit,
    intrinsicGas: intrinsic,
    floorGas: floor,
    to: signed.to ?? createdAddress(signer, nonce),
    isCreate,
    value,
    calldata: MemoryTree.of(data),
    calldataLength: data.length,
    listHash: listChain(store, accessList, authorizationList),
    charterSigner: signer,
    isSystem: false,
    permMask: 0n,
    tax: 0n,
    l1Fee: l1Fee(size, block.l1BaseFee, block.feeScalar),
    startRoot,
  }
}

function decoded(raw: Uint8Array, chainId: number): SignedTransaction | null {
  try {
    return decodeTransaction(raw, { chainId })
  } catch (error) {
    if (error instanceof InvalidTransactionError) return null
    throw error
  }
}
