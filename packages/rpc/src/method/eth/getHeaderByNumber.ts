import { findBlock } from '../../chain/findBlock.ts'
import { formatHeader } from '../../format/formatHeader.ts'
import { readBlockNumber } from '../../parameter/readBlockNumber.ts'
import { required } from '../../parameter/required.ts'
import { defineMethod } from '../defineMethod.ts'

/** A block's header by number or tag; `null` if there is none. */
export const getHeaderByNumber = defineMethod({
  name: 'eth_getHeaderByNumber',
  parameters: [required('block', readBlockNumber)],
  handle: ({ ports }, reference) => {
    const block = findBlock(ports.chain, reference)
    return block === null ? null : formatHeader(block)
  },
})
