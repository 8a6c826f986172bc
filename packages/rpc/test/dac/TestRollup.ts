import { asAddress, asHash } from '@mvm/protocol'
import type {
  BatchLocation,
  FinalityStatus,
  ForceInclusionStatus,
  L1BlockReference,
  L2BlockReference,
  RollupConfig,
  RollupPort,
  SealedHeader,
  SyncStatus,
} from '../../src/index.ts'
import { l1Attributes, type TestChain } from './TestChain.ts'

const address = (byte: string) => asAddress(`0x${byte.repeat(20)}`)
const hash = (byte: string) => asHash(`0x${byte.repeat(32)}`)

/** Every block up to the safe head is in a batch of its own. */
export class TestRollup implements RollupPort {
  readonly #chain: TestChain
  readonly #chainId: number
  isSyncing = false

  constructor(chain: TestChain, chainId: number) {
    this.#chain = chain
    this.#chainId = chainId
  }

  syncStatus(): SyncStatus {
    const l1: L1BlockReference = {
      hash: asHash(l1Attributes.originHash),
      number: l1Attributes.originNumber,
      parentHash: asHash(hash('10')),
      timestamp: 1_700_000_000,
    }
    return {
      currentL1: l1,
      headL1: l1,
      safeL1: l1,
      finalizedL1: l1,
      unsafeL2: reference(this.#chain.head('unsafe')),
      safeL2: reference(this.#chain.head('safe')),
      finalizedL2: reference(this.#chain.head('finalized')),
      isSyncing: this.isSyncing,
      startingBlock: 0,
      highestBlock: 1000,
    }
  }

  config(): RollupConfig {
    return {
      l1ChainId: 31337,
      l2ChainId: this.#chainId,
      genesis: {
        l1: { hash: asHash(hash('01')), number: 5 },
        l2: { hash: (this.#chain.headerByNumber(0) as SealedHeader).hash, number: 0 },
        timestamp: 0,
      },
      maxSequencerDriftSeconds: 600,
      originAgeLimitBlocks: 200,
      forcedInclusionBlocks: 15,
      blockGasLimit: 30_000_000n,
      l1Contracts: {
        metisToken: address('a1'),
        comCo: address('a2'),
        dacManager: address('a3'),
        canonicalTransactionChain: address('a4'),
        stateCommitmentChain: address('a5'),
        epochSeeds: address('a8'),
        sequencerPool: address('a6'),
        l1StandardBridge: address('a7'),
        rangerPool: address('a9'),
        disputeGame: address('aa'),
        executionManager: address('ab'),
        deploymentBlock: 1,
      },
    }
  }

  batchOf({ header }: SealedHeader): BatchLocation | null {
    if (header.number === 0 || header.number > this.#chain.levels.safe) return null
    return {
      batchIndex: header.number - 1,
      batchHash: asHash(hash('ba')),
      firstBlock: header.number,
      blockCount: 1,
      originNumber: l1Attributes.originNumber,
      originHash: l1Attributes.originHash,
      queueStart: 0,
      queueEnd: 1,
      isForced: false,
      producer: address('b1'),
      sequencer: address('b2'),
      payloadHash: asHash(hash('bb')),
      payloadSize: 123,
      l1BlockNumber: 101,
      l1BlockHash: asHash(hash('bc')),
      l1TransactionHash: asHash(hash('bd')),
    }
  }

  finalityStatus(block: SealedHeader): FinalityStatus {
    const batch = this.batchOf(block)
    const isFinal = block.header.number <= this.#chain.levels.finalized
    return {
      level: isFinal ? 'finalized' : batch === null ? 'unsafe' : 'safe',
      reasons: ['the state root is not asserted yet'],
      withdrawableInSeconds: isFinal ? 120 : null,
      windowSeconds: 120,
      batch,
      stateBatch: isFinal
        ? {
            stateBatchIndex: 0,
            firstBlock: 1,
            rootCount: 1,
            asserter: address('b2'),
            appendedAtTimestamp: 1_700_000_000,
          }
        : null,
    }
  }

  forceInclusionStatus(queueIndex: number): ForceInclusionStatus | null {
    if (queueIndex > 0) return null
    return {
      queueIndex,
      enqueuedAtL1Block: 5,
      forcibleFromL1Block: 20,
      state: 'included',
      blockNumber: 1,
      transactionHash: asHash(hash('de')),
    }
  }
}

function reference({ hash: blockHash, header }: SealedHeader): L2BlockReference {
  return {
    hash: blockHash,
    number: header.number,
    parentHash: header.parentHash,
    timestamp: header.timestamp,
    l1Origin: { hash: l1Attributes.originHash, number: l1Attributes.originNumber },
    sequenceNumber: 0,
  }
}
