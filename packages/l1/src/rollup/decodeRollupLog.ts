import {
  asAddress,
  asHash,
  dacProfiles,
  fromHex,
  type L1Contracts,
  type QueueElement,
  type TransactionBatch,
} from '@mvm/protocol'
import type { Result } from 'ethers'
import type { L1Log } from '../client/L1Log.ts'
import { contractInterface } from '../contract/contractInterface.ts'
import type { DacCreation, StateBatchAppended, StateBatchDeleted } from './RollupEvents.ts'

export type RollupLog =
  | { readonly kind: 'created'; readonly creation: DacCreation }
  | { readonly kind: 'enqueued'; readonly element: QueueElement }
  /** The payload is elsewhere: in the transaction's calldata. */
  | { readonly kind: 'batch'; readonly batch: Omit<TransactionBatch, 'payload'> }
  | { readonly kind: 'stateBatch'; readonly stateBatch: StateBatchAppended }
  | { readonly kind: 'deletion'; readonly deletion: StateBatchDeleted }

/** The contracts whose events make up a rollup. */
export type RollupContracts = Pick<
  L1Contracts,
  'canonicalTransactionChain' | 'stateCommitmentChain' | 'comCo'
>

/** An event of a deployment's contracts that concerns its chains; `null` for any other. */
export function decodeRollupLog(contracts: RollupContracts, log: L1Log): RollupLog | null {
  const name = contractOf(contracts, log)
  if (name === null) return null
  const event = contractInterface(name).parseLog({ topics: [...log.topics], data: log.data })
  switch (event?.name) {
    case 'DACCreated':
      return { kind: 'created', creation: creationOf(event.args, log) }
    case 'TransactionEnqueued':
      return { kind: 'enqueued', element: elementOf(event.args, log) }
    case 'TransactionBatchAppended':
      return { kind: 'batch', batch: batchOf(event.args, log) }
    case 'StateBatchAppended':
      return { kind: 'stateBatch', stateBatch: stateBatchOf(event.args, log) }
    case 'StateBatchDeleted':
      return { kind: 'deletion', deletion: deletionOf(event.args, log) }
    default:
      return null
  }
}

function contractOf(contracts: RollupContracts, { address }: L1Log) {
  if (address === contracts.canonicalTransactionChain) return 'CanonicalTransactionChain'
  if (address === contracts.stateCommitmentChain) return 'StateCommitmentChain'
  return address === contracts.comCo ? 'ComCo' : null
}

function creationOf(args: Result, { blockNumber, blockHash }: L1Log): DacCreation {
  return {
    chainId: Number(args.chainId),
    creator: asAddress(args.creator),
    slug: args.slug,
    profile: dacProfiles[Number(args.profile)] ?? 'strict',
    charterHash: asHash(args.charterHash),
    l1BlockNumber: blockNumber,
    l1BlockHash: blockHash,
  }
}

function elementOf(args: Result, { blockNumber }: L1Log): QueueElement {
  return {
    chainId: Number(args.chainId),
    queueIndex: Number(args.queueIndex),
    from: asAddress(args.from),
    sender: asAddress(args.sender),
    to: asAddress(args.to),
    mint: args.mint,
    // Not `args.value`: Result has methods, and names of parameters give way to them.
    value: args.getValue('value'),
    gasLimit: args.gasLimit,
    isSystem: args.isSystem,
    data: fromHex(args.data),
    queueHashAfter: asHash(args.queueHashAfter),
    l1BlockNumber: blockNumber,
  }
}

function batchOf(args: Result, log: L1Log): Omit<TransactionBatch, 'payload'> {
  return {
    chainId: Number(args.chainId),
    batchIndex: Number(args.batchIndex),
    prevBatchHash: asHash(args.prevBatchHash),
    batchHash: asHash(args.batchHash),
    firstBlock: Number(args.firstBlock),
    blockCount: Number(args.blockCount),
    queueStart: Number(args.queueStart),
    queueEnd: Number(args.queueEnd),
    queueHashStart: asHash(args.queueHashStart),
    queueHashEnd: asHash(args.queueHashEnd),
    originNumber: Number(args.originNumber),
    originHash: asHash(args.originHash),
    producer: asAddress(args.producer),
    feeScalar: args.feeScalar,
    payloadHash: asHash(args.payloadHash),
    isForced: args.isForced,
    l1BlockNumber: log.blockNumber,
    l1BlockHash: log.blockHash,
    l1TransactionHash: log.transactionHash,
    sequencer: asAddress(args.sequencer),
  }
}

function stateBatchOf(args: Result, { blockNumber }: L1Log): StateBatchAppended {
  return {
    chainId: Number(args.chainId),
    stateBatchIndex: Number(args.stateBatchIndex),
    firstBlock: Number(args.firstBlock),
    rootCount: Number(args.rootCount),
    merkleRoot: asHash(args.merkleRoot),
    batchHash: asHash(args.batchHash),
    asserter: asAddress(args.asserter),
    appendedAtTimestamp: Number(args.appendedAtTimestamp),
    l1BlockNumber: blockNumber,
  }
}

function deletionOf(args: Result, { blockNumber }: L1Log): StateBatchDeleted {
  return {
    chainId: Number(args.chainId),
    stateBatchIndex: Number(args.stateBatchIndex),
    firstBlock: Number(args.firstBlock),
    l1BlockNumber: blockNumber,
  }
}
