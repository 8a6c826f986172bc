import { outputRoot } from '@mvm/protocol'
import { l2BlockReference } from '../../chain/l2BlockReference.ts'
import { resolveBlock } from '../../chain/resolveBlock.ts'
import { formatL2BlockReference } from '../../format/formatL2BlockReference.ts'
import { formatSyncStatus } from '../../format/formatSyncStatus.ts'
import { readBlockNumber } from '../../parameter/readBlockNumber.ts'
import { required } from '../../parameter/required.ts'
import { defineMethod } from '../defineMethod.ts'

const ZERO_WORD = `0x${'00'.repeat(32)}`

/** A block's output root and what it is made of (spec 2.6). */
export const outputAtBlock = defineMethod({
  name: 'optimism_outputAtBlock',
  parameters: [required('block', readBlockNumber)],
  handle: ({ dac }, reference) => {
    const block = resolveBlock(dac.chain, reference)
    const { stateRoot, withdrawalsRoot } = block.header
    return {
      version: ZERO_WORD,
      outputRoot: outputRoot({
        stateRoot,
        messagePasserStorageRoot: withdrawalsRoot,
        blockHash: block.hash,
      }),
      blockRef: formatL2BlockReference(l2BlockReference(dac, block)),
      withdrawalStorageRoot: withdrawalsRoot,
      stateRoot,
      syncStatus: formatSyncStatus(dac.rollup.syncStatus()),
    }
  },
})
