import { asHash, outputRoot, type StorageRoot } from '@mvm/protocol'
import { l2BlockReference } from '../../chain/l2BlockReference.ts'
import { resolveBlock } from '../../chain/resolveBlock.ts'
import { formatL2BlockReference } from '../../format/formatL2BlockReference.ts'
import { formatSyncStatus } from '../../format/formatSyncStatus.ts'
import { readBlockNumber } from '../../parameter/readBlockNumber.ts'
import { required } from '../../parameter/required.ts'
import { defineDacMethod } from '../defineDacMethod.ts'

const ZERO_WORD = `0x${'00'.repeat(32)}`

/** A block's output root and what it is made of (spec 2.6). */
export const outputAtBlock = defineDacMethod({
  name: 'optimism_outputAtBlock',
  parameters: [required('block', readBlockNumber)],
  handle: ({ ports }, reference) => {
    const block = resolveBlock(ports.chain, reference)
    const { stateRoot } = block.header
    const withdrawalsRoot = asHash<StorageRoot>(block.header.withdrawalsRoot ?? ZERO_WORD)
    return {
      version: ZERO_WORD,
      outputRoot: outputRoot({
        stateRoot,
        messagePasserStorageRoot: withdrawalsRoot,
        blockHash: block.hash,
      }),
      blockRef: formatL2BlockReference(l2BlockReference(ports, block)),
      withdrawalStorageRoot: withdrawalsRoot,
      stateRoot,
      syncStatus: formatSyncStatus(ports.rollup.syncStatus()),
    }
  },
})
