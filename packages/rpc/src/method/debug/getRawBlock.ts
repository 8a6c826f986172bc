import { encodeChainBlock } from '@mvm/protocol'
import { blockContents } from '../../chain/blockContents.ts'
import { resolveBlock } from '../../chain/resolveBlock.ts'
import { data } from '../../format/data.ts'
import { readBlockReference } from '../../parameter/readBlockReference.ts'
import { required } from '../../parameter/required.ts'
import { defineMethod } from '../defineMethod.ts'

/** A block's RLP: header, transactions, ommers, and withdrawals where it has a list of them. */
export const getRawBlock = defineMethod({
  name: 'debug_getRawBlock',
  parameters: [required('block', readBlockReference)],
  handle: ({ ports: { chain } }, reference) =>
    data(encodeChainBlock(blockContents(chain, resolveBlock(chain, reference)))),
})
