import type { Hash } from '@mvm/protocol'
import { KeccakSponge } from '../hash/KeccakSponge.ts'
import { MemoryTree } from '../memory/MemoryTree.ts'
import { stackSize } from '../stack/StackCell.ts'
import { stackHash } from '../stack/stackHash.ts'
import type { Block } from './Block.ts'
import { hashOfWords, type WordValue } from './encodeWords.ts'
import type { Frame } from './Frame.ts'
import { PENDING_WORDS, type Pending } from './Pending.ts'
import type { Slice } from './Slice.ts'
import type { Transaction } from './Transaction.ts'
import type { World } from './World.ts'

/** A part's words in the order of its commitment; the Solidity structs have the same. */
export const stateWords = {
  world: worldWords,
  block: blockWords,
  transaction: transactionWords,
  frame: frameWords,
  pending: pendingWords,
} as const

function worldWords(world: World): WordValue[] {
  return [
    world.stateRoot,
    world.txMapRoot,
    world.refund,
    world.logCount,
    world.logAcc,
    world.bloomHash,
    world.selfdestructAcc,
  ]
}

function blockWords(block: Block): WordValue[] {
  return [
    block.chainId,
    block.number,
    block.timestamp,
    block.gasLimit,
    block.baseFee,
    block.coinbase,
    block.prevRandao,
    block.parentHash,
    block.l1BaseFee,
    block.feeScalar,
    block.inputCommitment,
    block.indexInBatch,
    block.depositHash,
    block.payloadHash,
    block.payloadCursor,
    block.payloadEnd,
    block.inputIndex,
    block.inputCount,
    block.cumulativeGas,
    block.txAcc,
    block.receiptAcc,
    block.bloomHash,
  ]
}

function transactionWords(transaction: Transaction): WordValue[] {
  return [
    transaction.hash,
    transaction.type,
    transaction.origin,
    transaction.nonce,
    transaction.maxFee,
    transaction.maxTip,
    transaction.gasPrice,
    transaction.tip,
    transaction.mint,
    transaction.treasury,
    transaction.management,
    transaction.gasLimit,
    transaction.intrinsicGas,
    transaction.floorGas,
    transaction.to,
    transaction.isCreate,
    transaction.value,
    transaction.calldata.root(),
    transaction.calldataLength,
    transaction.listHash,
    transaction.charterSigner,
    transaction.isSystem,
    transaction.permMask,
    transaction.tax,
    transaction.l1Fee,
    transaction.startRoot,
  ]
}

const frameHashes = new WeakMap<Frame, Hash>()

function parentHash(frame: Frame): WordValue {
  const { parent } = frame
  if (parent === null) return 0
  let hash = frameHashes.get(parent)
  if (hash === undefined) {
    hash = hashOfWords(frameWords(parent))
    frameHashes.set(parent, hash)
  }
  return hash
}

function frameWords(frame: Frame): WordValue[] {
  return [
    frame.depth,
    parentHash(frame),
    frame.isStatic,
    frame.isCreate,
    frame.self,
    frame.caller,
    frame.codeHash,
    frame.value,
    frame.gas,
    frame.pc,
    stackSize(frame.stack),
    stackHash(frame.stack),
    frame.memoryWords,
    frame.memory.root(),
    ...sliceWords(frame.calldata),
    ...sliceWords(frame.returndata),
    frame.dstOffset,
    frame.dstLength,
    ...worldWords(frame.snap),
  ]
}

function sliceWords({ tree, offset, length }: Slice): WordValue[] {
  return [tree.root(), offset, length]
}

function pendingWords({ op, words }: Pending): WordValue[] {
  if (words.length > PENDING_WORDS) throw new RangeError(`at most ${PENDING_WORDS} words`)
  const values = words.map((word) => {
    if (word instanceof MemoryTree) return word.root()
    return word instanceof KeccakSponge ? word.hash() : word
  })
  return [op, ...values, ...new Array<number>(PENDING_WORDS - words.length).fill(0)]
}
