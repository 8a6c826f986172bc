import { findBlock } from '../../chain/findBlock.ts'
import { formatOmmer } from '../../format/formatOmmer.ts'
import { readBlockNumber } from '../../parameter/readBlockNumber.ts'
import { readNumber } from '../../parameter/readNumber.ts'
import { required } from '../../parameter/required.ts'
import { defineMethod } from '../defineMethod.ts'

/** An ommer as a block without contents; `null` if there is none, as always on a DAC. */
export const getUncleByBlockNumberAndIndex = defineMethod({
  name: 'eth_getUncleByBlockNumberAndIndex',
  parameters: [required('block', readBlockNumber), required('index', readNumber)],
  handle: ({ ports }, reference, index) => {
    const block = findBlock(ports.chain, reference)
    return block === null ? null : formatOmmer(ports.chain.ommers(block)[index])
  },
})
