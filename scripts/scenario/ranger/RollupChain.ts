import { type BatchSources, deriveSegment } from '@mvm/derivation'
import {
  type ExecutedBlock,
  executeBlock,
  type Machine,
  MemoryStateStore,
  type MvmProfile,
  type ParentBlock,
  readAccount,
  recordSegmentWitness,
  StateCache,
  writeAccounts,
} from '@mvm/execution'
import {
  type Address,
  asAddress,
  asHash,
  type BatchHash,
  type BlockInput,
  batchHash,
  type Charter,
  EMPTY_QUEUE_HASH,
  elementHash,
  encodeBlockHeader,
  encodeInitialize,
  encodePayload,
  genesisAccounts,
  genesisBlockHash,
  genesisHeader,
  genesisOutputRoot,
  type Hash,
  hashWords,
  initialBatchHash,
  keccak256Hex,
  type L1BlockHash,
  type L1Origin,
  type L1TransactionHash,
  nextQueueHash,
  type OutputRoot,
  predeploys,
  type QueueElement,
  type QueueHash,
  systemSenders,
} from '@mvm/protocol'
import type { SegmentClaim, SegmentWitness } from '@mvm/ranger'
import type { Wallet } from './Wallet.ts'

export const CHAIN_ID = 808_001
const COINBASE = asAddress(`0x${'c0'.repeat(20)}`)

/** A queue element as somebody enqueues it. */
export type Enqueued = Partial<QueueElement> & Pick<QueueElement, 'from'>

interface ChainBlock {
  readonly parent: ParentBlock
  readonly input: BlockInput
  readonly executed: Pick<ExecutedBlock, 'header' | 'hash' | 'outputRoot' | 'receipts' | 'skipped'>
}

/**
 * A DAC as L1 and a node have it, in memory: batches with their payloads, the queue, origins, the blocks that some
 * machine made of them, and the output roots that its owner claims.
 */
export class RollupChain {
  readonly chainId = CHAIN_ID
  readonly profile: MvmProfile = { kind: 'mvm', chainId: CHAIN_ID }
  readonly store = new MemoryStateStore()
  readonly sources: BatchSources[] = []
  readonly blocks: ChainBlock[] = []
  readonly #machine: Machine | undefined
  readonly #cache = new StateCache()
  #head: ParentBlock = { header: genesisHeader(CHAIN_ID), hash: genesisBlockHash(CHAIN_ID) }
  #prevBatchHash: BatchHash = initialBatchHash(CHAIN_ID)
  #queueLength = 0
  #queueHash: QueueHash = EMPTY_QUEUE_HASH

  /** @param machine by which its owner executes; the protocol's by default */
  constructor(machine?: Machine) {
    this.#machine = machine
    this.store.add(writeAccounts(genesisAccounts()))
  }

  get headNumber(): number {
    return this.#head.header.number
  }

  /** Makes block 1: the charter, and 1,000 MT for each wallet. */
  async open(charter: Charter, wallets: readonly Wallet[]): Promise<void> {
    const initialize: Enqueued = {
      from: systemSenders.comCo,
      to: predeploys.dacMaster,
      gasLimit: 10_000_000n,
      isSystem: true,
      data: encodeInitialize(charter),
    }
    const funds = wallets.map(({ address }) => ({ from: address, mint: 1_000n * 10n ** 18n }))
    await this.block([], [initialize, ...funds])
  }

  nonce(address: Address): bigint {
    return readAccount(this.store, this.#head.header.stateRoot, address)?.nonce ?? 0n
  }

  /** Appends a batch of one block. */
  async block(
    transactions: readonly Uint8Array[],
    enqueued: readonly Enqueued[] = [],
  ): Promise<ChainBlock> {
    const [block] = await this.batch([transactions], enqueued)
    return block as ChainBlock
  }

  /** Appends a batch, a list of transactions for each block; the first one takes the elements. */
  async batch(
    blocks: readonly (readonly Uint8Array[])[],
    enqueued: readonly Enqueued[] = [],
  ): Promise<readonly ChainBlock[]> {
    const source = this.#post(blocks, enqueued)
    this.sources.push(source)
    const made: ChainBlock[] = []
    const inputs = deriveSegment(
      [source],
      this.#head.header,
      source.batch.firstBlock + blocks.length - 1,
    )
    for (const input of inputs) {
      const parent = this.#head
      const executed = await executeBlock(this.store, parent, input, this.profile, {
        cache: this.#cache,
        ...(this.#machine === undefined ? {} : { machine: this.#machine }),
      })
      this.store.add(executed.changes)
      const { header, hash, outputRoot, receipts, skipped } = executed
      made.push({ parent, input, executed: { header, hash, outputRoot, receipts, skipped } })
      this.#head = { header, hash }
    }
    this.blocks.push(...made)
    return made
  }

  outputRoot(blockNumber: number): OutputRoot {
    if (blockNumber === 0) return genesisOutputRoot(CHAIN_ID)
    return (this.blocks[blockNumber - 1] as ChainBlock).executed.outputRoot
  }

  /** What L1 says of consecutive blocks. */
  claim(firstBlock: number, lastBlock: number): SegmentClaim {
    return {
      chainId: CHAIN_ID,
      firstBlock,
      parentRoot: this.outputRoot(firstBlock - 1),
      claimedRoots: this.blocks
        .slice(firstBlock - 1, lastBlock)
        .map(({ executed }) => executed.outputRoot),
      sources: this.sources.filter(
        ({ batch }) =>
          batch.firstBlock <= lastBlock && firstBlock < batch.firstBlock + batch.blockCount,
      ),
    }
  }

  /** What a node that has the chain hands out for checking consecutive blocks. */
  async witness(firstBlock: number, lastBlock: number): Promise<SegmentWitness> {
    const blocks = this.blocks.slice(firstBlock - 1, lastBlock)
    const { nodes, codes, header } = await recordSegmentWitness(this.store, blocks, this.profile)
    return {
      parentHeader: encodeBlockHeader(header),
      headers: blocks.map(({ executed }) => encodeBlockHeader(executed.header)),
      nodes: [...nodes.values()],
      codes: [...codes.values()],
    }
  }

  #post(blocks: readonly (readonly Uint8Array[])[], enqueued: readonly Enqueued[]): BatchSources {
    const batchIndex = this.sources.length
    const origin = originAt(batchIndex)
    const queueStart = this.#queueLength
    const queueHashStart = this.#queueHash
    const queueElements = enqueued.map((element) => this.#enqueue(element, origin))
    const payload = encodePayload(
      blocks.map((transactions) => ({ delta: 1n, transactions: [...transactions] })),
    )
    const preimage = {
      prevBatchHash: this.#prevBatchHash,
      chainId: CHAIN_ID,
      firstBlock: this.headNumber + 1,
      blockCount: blocks.length,
      queueStart,
      queueEnd: this.#queueLength,
      queueHashStart,
      queueHashEnd: this.#queueHash,
      originNumber: origin.number,
      originHash: origin.hash,
      producer: COINBASE,
      feeScalar: 100_000_000n,
      payloadHash: asHash<Hash<'payload'>>(keccak256Hex(payload)),
    }
    this.#prevBatchHash = batchHash(preimage)
    const batch = {
      ...preimage,
      batchIndex,
      batchHash: this.#prevBatchHash,
      payload,
      isForced: false,
      l1BlockNumber: origin.number + 1,
      l1BlockHash: hashWords<L1BlockHash>(origin.number + 1),
      l1TransactionHash: hashWords<L1TransactionHash>(batchIndex),
      sequencer: COINBASE,
    }
    return { batch, queueElements, origin }
  }

  #enqueue(element: Enqueued, origin: L1Origin): QueueElement {
    const fields = {
      chainId: CHAIN_ID,
      queueIndex: this.#queueLength,
      sender: element.from,
      to: element.from,
      mint: 0n,
      value: 0n,
      gasLimit: 200_000n,
      isSystem: false,
      data: new Uint8Array(),
      ...element,
    }
    this.#queueHash = nextQueueHash(this.#queueHash, elementHash(fields))
    this.#queueLength += 1
    return { ...fields, queueHashAfter: this.#queueHash, l1BlockNumber: origin.number }
  }
}

function originAt(batchIndex: number): L1Origin {
  const number = batchIndex + 10
  return {
    number,
    hash: hashWords<L1BlockHash>(number),
    timestamp: 1_800_000_000 + 2 * number,
    prevRandao: hashWords<Hash<'randao'>>(number, 2),
    // Never whole gwei.
    baseFeePerGas: 3_000_000_007n,
  }
}
