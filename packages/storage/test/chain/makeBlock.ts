import {
  type Address,
  asAddress,
  asHash,
  type BlockHash,
  type BlockHeader,
  blockExtraData,
  type CodeHash,
  type DepositTransaction,
  type Hash,
  type Hex,
  hashBlockHeader,
  keccak256Hex,
  type Log,
  logsBloom,
  type Receipt,
  type TransactionHash,
  toHex,
} from '@mvm/protocol'
import type { AppendedBlock } from '@mvm/storage'
import { seededRandom } from './seededRandom.ts'

export interface BlockRecipe {
  readonly chainId: number
  readonly parent: { readonly header: BlockHeader; readonly hash: BlockHash }
  /** Two recipes that differ in nothing else make different blocks. */
  readonly seed: number
  readonly depositCount?: number
  /** Signed transactions that are included. @default 2 */
  readonly transactionCount?: number
  /** These signed transactions instead of random ones, all included. */
  readonly raws?: readonly Uint8Array[]
  /** @default 0 */
  readonly skippedCount?: number
  /** Addresses of the logs: one log a transaction, in turn. @default none */
  readonly logAddresses?: readonly Address[]
  /** Topics of the logs behind a random first one: one more a log. */
  readonly topics?: readonly Hex[]
  /** @default 4 */
  readonly nodeCount?: number
  /** @default 120 */
  readonly nodeSize?: number
}

/** A block as execution would return it: content at random, but all hashes, counts and blooms right. */
export function makeBlock(recipe: BlockRecipe): AppendedBlock {
  const { chainId, parent, seed, depositCount = 0, transactionCount = 2, skippedCount = 0 } = recipe
  const number = parent.header.number + 1
  const random = seededRandom(seed * 1_000_003 + number)
  const bytes = (length: number) => Uint8Array.from({ length }, () => random() * 256)
  const hash = <H extends Hash>() => asHash<H>(toHex(bytes(32)))
  const address = () => asAddress(toHex(bytes(20)))
  const amount = () => BigInt(Math.floor(random() * 2 ** 52)) << BigInt(Math.floor(random() * 40))
  const chance = (probability: number) => random() < probability

  const deposits = Array.from(
    { length: depositCount },
    (): DepositTransaction => ({
      type: 0x7e,
      hash: hash<TransactionHash>(),
      size: 200,
      sourceHash: hash<Hash<'queue source'>>(),
      from: address(),
      to: address(),
      mint: amount(),
      value: amount(),
      gasLimit: 100_000n,
      isSystem: chance(0.5),
      data: bytes(Math.floor(random() * 40)),
      sender: address(),
    }),
  )
  const inputCount = transactionCount + skippedCount
  const transactions = recipe.raws ?? Array.from({ length: inputCount }, () => bytes(110))
  const skippedIndices = new Set<number>()
  while (skippedIndices.size < skippedCount) skippedIndices.add(Math.floor(random() * inputCount))

  const logs = (index: number): readonly Log[] => {
    const logAddress = recipe.logAddresses?.[index % recipe.logAddresses.length]
    if (logAddress === undefined) return []
    const extra = recipe.topics?.[index % recipe.topics.length]
    const topics = [toHex(bytes(32)), ...(extra === undefined ? [] : [extra])]
    return [{ address: logAddress, topics, data: toHex(bytes(32)) }]
  }
  let cumulativeGasUsed = 0n
  const receipt = (
    transactionHash: TransactionHash,
    inclusion: Receipt['inclusion'],
    index: number,
  ): Receipt => {
    const ofTransaction = logs(index)
    cumulativeGasUsed += 21_000n
    return {
      transactionHash,
      type: inclusion === 'deposit' ? 0x7e : 2,
      status: chance(0.9) ? 1 : 0,
      from: address(),
      to: chance(0.1) ? null : address(),
      contractAddress: chance(0.1) ? address() : null,
      gasUsed: 21_000n,
      cumulativeGasUsed,
      effectiveGasPrice: amount(),
      logs: ofTransaction,
      logsBloom: logsBloom(ofTransaction),
      l1Fee: amount(),
      taxPaid: chance(0.5) ? 0n : amount(),
      charterVersion: 1n,
      inclusion,
      ...(inclusion === 'deposit' ? { depositNonce: BigInt(index) } : {}),
      ...(chance(0.1)
        ? { denial: { signer: address(), opcode: 0xf0, self: address(), depth: 3 } }
        : {}),
    }
  }
  const included = transactions.filter((_, index) => !skippedIndices.has(index))
  const receipts = [
    ...deposits.map((deposit, index) => receipt(deposit.hash, 'deposit', index)),
    ...included.map((raw, index) =>
      receipt(asHash(keccak256Hex(raw)), 'sequenced', deposits.length + index),
    ),
  ]

  const nodes = new Map<Hash, Uint8Array>()
  for (let i = 0; i < (recipe.nodeCount ?? 4); i++) {
    const node = bytes(recipe.nodeSize ?? 120)
    nodes.set(asHash(keccak256Hex(node)), node)
  }
  const code = bytes(64)
  const codes = new Map<CodeHash, Uint8Array>(
    chance(0.2) ? [[asHash<CodeHash>(keccak256Hex(code)), code]] : [],
  )

  const timestamp = parent.header.timestamp + Math.floor(random() * 3)
  const coinbase = address()
  const header: BlockHeader = {
    parentHash: parent.hash,
    coinbase,
    stateRoot: hash(),
    transactionsRoot: hash(),
    receiptsRoot: hash(),
    logsBloom: logsBloom(receipts.flatMap((each) => each.logs)),
    number,
    gasLimit: 30_000_000n,
    gasUsed: cumulativeGasUsed,
    timestamp,
    extraData: blockExtraData(chainId),
    prevRandao: hash(),
    baseFeePerGas: 1_000_000n,
    withdrawalsRoot: hash(),
  }
  return {
    header,
    hash: hashBlockHeader(header),
    outputRoot: hash(),
    input: {
      chainId,
      number,
      timestamp,
      origin: {
        number: 100 + number,
        hash: hash(),
        timestamp,
        prevRandao: hash(),
        baseFeePerGas: 7n,
      },
      feeScalar: amount(),
      coinbase,
      deposits,
      transactions,
    },
    receipts,
    skipped: [...skippedIndices].sort((a, b) => a - b).map((index) => ({ index, reason: 'nonce' })),
    changes: { nodes, codes },
  }
}
